import { z } from 'zod'
import { clusterDomainSourceSchema, outcomeCodeSchema, severitySchema, vantageSchema, verdictSchema } from './fields'

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

const absentVantageSchema = z.object({
  vantage: vantageSchema,
  reason: z.enum(['same-view', 'not-configured']),
  why: z.string(),
})

/**
 * What decides how long names live in the cluster's caches, in seconds. `source` says where the numbers are from, `clusterDomainSource` where
 * the domain is; `why` says what stands between the console and the Corefile where they are assumed.
 */
export const dnsFactsSchema = z
  .object({
    clusterDomain: z.string(),
    clusterDomainSource: clusterDomainSourceSchema,
    kubernetesTtlSeconds: z.number().int(),
    cacheMaxSeconds: z.number().int(),
    cachesClusterNames: z.boolean(),
    upstreams: z.array(z.string()),
    source: z.enum(['corefile', 'assumed']),
    why: z.string().nullable(),
  })
  .meta({ id: 'DnsFacts' })

export type DnsFactsView = z.infer<typeof dnsFactsSchema>

const pendingQuestionSchema = z.object({
  vantage: vantageSchema,
  resolver: z.string(),
  /** The name that is being asked for just now. */
  name: z.string(),
  since: z.string(),
})

export type PendingQuestion = z.infer<typeof pendingQuestionSchema>

/**
 * Where an alias really leads, per vantage; the cluster vantage's first hop is the Service's own CNAME (phase 1).
 * `history` holds how the verdicts of the target changed since the console started, oldest first, 50 at most; `absent` the vantages that there
 * are not, and why; `pending` what somebody asked for now and waits for.
 */
export const resolutionSchema = z
  .object({
    serviceName: z.string(),
    target: z.string(),
    vantages: z.array(vantageAnswerSchema),
    history: z.array(verdictChangeSchema),
    absent: z.array(absentVantageSchema),
    dns: dnsFactsSchema,
    pending: z.array(pendingQuestionSchema),
  })
  .meta({ id: 'Resolution' })

export type ResolutionView = z.infer<typeof resolutionSchema>
