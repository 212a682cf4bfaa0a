import { z } from 'zod'
import { serviceTypes } from '@/lib/domain/alias/alias'
import { reviewStates } from '@/lib/domain/review/review-state'
import { severitySchema, vantageSchema, verdictSchema } from './fields'

const portSchema = z.object({
  name: z.string().nullable(),
  port: z.number().int(),
  protocol: z.string(),
})

export const ownerSchema = z.object({ value: z.string(), source: z.string() })

const groupRoles = ['active', 'blue', 'green'] as const

/** One alias as lists and streams carry it. What a later area brings is null until then; times are ISO 8601, TTLs seconds. */
export const rowSchema = z
  .object({
    cluster: z.string(),
    namespace: z.string(),
    name: z.string(),
    uid: z.string(),
    resourceVersion: z.string(),
    type: z.enum(serviceTypes),
    serviceName: z.string(),
    target: z.string().nullable(),
    ports: z.array(portSchema),
    verdict: verdictSchema,
    vantage: vantageSchema.nullable(),
    chain: z.array(z.string()),
    brokenAt: z.string().nullable(),
    terminal: z.string().nullable(),
    addresses: z.array(z.string()),
    ttlSeconds: z.number().nullable(),
    ttlHighestSeconds: z.number().nullable(),
    owner: ownerSchema.nullable(),
    environment: z.string().nullable(),
    provider: z.string().nullable(),
    useCase: z.string().nullable(),
    /** Label `purpose` of its namespace. */
    namespacePurpose: z.string().nullable(),
    group: z.object({ name: z.string(), role: z.enum(groupRoles) }).nullable(),
    /** How its review stands; null where the records of reviews cannot be read. */
    reviewState: z.enum(reviewStates).nullable(),
    createdAt: z.string(),
    changedAt: z.string(),
    changedBy: z.string().nullable(),
    severity: severitySchema,
    /** What a rule says beside the verdict where that is worse: it is then what makes the row critical or a warning. */
    finding: z.object({ code: z.string(), severity: severitySchema }).nullable(),
  })
  .meta({ id: 'Row' })

export type Row = z.infer<typeof rowSchema>
