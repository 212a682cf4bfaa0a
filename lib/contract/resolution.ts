import { z } from 'zod'
import { vantageSchema, verdictSchema } from './fields'

const hopSchema = z.object({
  owner: z.string(),
  type: z.enum(['CNAME', 'A', 'AAAA']),
  data: z.string(),
  ttlSeconds: z.number(),
  ttlHighestSeconds: z.number(),
})

const vantageAnswerSchema = z.object({
  vantage: vantageSchema,
  resolver: z.string().nullable(),
  verdict: verdictSchema,
  hops: z.array(hopSchema),
  addresses: z.array(z.string()),
  brokenAt: z.string().nullable(),
  askedAt: z.string().nullable(),
  elapsedMs: z.number(),
})

/** Where an alias really leads, per vantage; the cluster vantage's first hop is the Service's own CNAME (phase 1). */
export const resolutionSchema = z
  .object({ serviceName: z.string(), target: z.string(), vantages: z.array(vantageAnswerSchema) })
  .meta({ id: 'Resolution' })
