import { z } from 'zod'
import { outcomeCodeSchema, severitySchema, vantageSchema, verdictSchema } from './fields'

const hopSchema = z.object({
  owner: z.string(),
  type: z.enum(['CNAME', 'A', 'AAAA']),
  data: z.string(),
  ttlSeconds: z.number(),
  ttlHighestSeconds: z.number(),
})

const evidenceSchema = z.object({
  name: z.string(),
  family: z.enum(['A', 'AAAA']),
  reply: z.string(),
  extendedErrors: z.array(z.string()),
})

export const vantageAnswerSchema = z.object({
  vantage: vantageSchema,
  resolver: z.string().nullable(),
  verdict: verdictSchema,
  hops: z.array(hopSchema),
  addresses: z.array(z.string()),
  brokenAt: z.string().nullable(),
  evidence: evidenceSchema.nullable().exactOptional(),
  askedAt: z.string().nullable(),
  elapsedMs: z.number(),
})

export const verdictChangeSchema = z.object({
  at: z.string(),
  vantage: vantageSchema,
  code: outcomeCodeSchema,
  severity: severitySchema,
  summary: z.string(),
  brokenAt: z.string().nullable(),
  terminal: z.string().nullable(),
  previousCode: outcomeCodeSchema.nullable(),
  previousTerminal: z.string().nullable(),
})

/**
 * Where an alias really leads, per vantage; the cluster vantage's first hop is the Service's own CNAME (phase 1).
 * `history` holds how the verdicts of the target changed since the console started, oldest first, 50 at most.
 */
export const resolutionSchema = z
  .object({
    serviceName: z.string(),
    target: z.string(),
    vantages: z.array(vantageAnswerSchema),
    history: z.array(verdictChangeSchema),
  })
  .meta({ id: 'Resolution' })

export type ResolutionView = z.infer<typeof resolutionSchema>
