import { z } from 'zod'
import { clusterIdSchema, filterSchema, limitSchema, offsetSchema, wantedFacetsSchema } from './fields'
import { findingSchema, severityFilterSchema, suppressedSchema } from './services'

export const findingSortKeys = ['severity', 'code', 'name', 'namespace', 'owner', 'environment'] as const

export type FindingSortKey = (typeof findingSortKeys)[number]

/** A sort key, with `-` before it for descending. */
export const findingSortSchema = z.templateLiteral([z.enum(['', '-']), z.enum(findingSortKeys)])

export type FindingSort = z.infer<typeof findingSortSchema>

export const findingsQuerySchema = z.strictObject({
  q: z.string().max(253, 'must be at most 253 characters').optional(),
  code: filterSchema.optional(),
  severity: z
    .union([severityFilterSchema, z.array(severityFilterSchema).max(10)])
    .transform((value) => (Array.isArray(value) ? value : [value]))
    .optional(),
  owner: filterSchema.optional(),
  namespace: filterSchema.optional(),
  name: filterSchema.optional(),
  cluster: filterSchema.optional(),
  environment: filterSchema.optional(),
  /** Findings that stand, those that are accepted for a time, or both. */
  suppressed: z.enum(['no', 'yes', 'all']).default('no'),
  sort: findingSortSchema.default('severity'),
  facets: wantedFacetsSchema,
  offset: offsetSchema.default(0),
  limit: limitSchema.default(100),
})

export type FindingsQuery = z.output<typeof findingsQuerySchema>

export const findingFacetNames = ['code', 'severity', 'owner', 'namespace', 'cluster', 'environment'] as const

export type FindingFacetName = (typeof findingFacetNames)[number]

/** Findings per value of each filter under all the others, at most 200 values each; `none` counts those of aliases without a value. */
const findingFacetsSchema = z.record(z.enum(findingFacetNames), z.record(z.string(), z.number().int()))

export type FindingFacets = z.infer<typeof findingFacetsSchema>

/** One finding of one alias. */
export const findingItemSchema = findingSchema
  .extend({
    cluster: z.string(),
    namespace: z.string(),
    name: z.string(),
    target: z.string().nullable(),
    owner: z.string().nullable(),
    environment: z.string().nullable(),
    suppressed: suppressedSchema.nullable(),
  })
  .meta({ id: 'FindingItem' })

export type FindingItem = z.infer<typeof findingItemSchema>

/** How many findings the aliases of one owner have, of each severity; `owner` is null for those without one. */
const teamSchema = z.object({
  owner: z.string().nullable(),
  critical: z.number().int(),
  warning: z.number().int(),
  unknown: z.number().int(),
  info: z.number().int(),
  aliases: z.number().int(),
})

export type FindingTeam = z.infer<typeof teamSchema>

export const findingsPageSchema = z
  .object({
    items: z.array(findingItemSchema),
    total: z.number().int(),
    offset: z.number().int(),
    facets: findingFacetsSchema,
    /** Under all filters but that of the owner, the worst first, 200 at most; empty without facets. */
    teams: z.array(teamSchema),
    /** How many are suppressed under all other filters. */
    suppressed: z.number().int(),
    /** What was not read, so that rules about it say nothing. */
    partial: z.array(z.object({ cluster: clusterIdSchema, what: z.enum(['consumers', 'slices']), why: z.string() })),
  })
  .meta({ id: 'FindingsPage' })

export type FindingsPage = z.infer<typeof findingsPageSchema>
