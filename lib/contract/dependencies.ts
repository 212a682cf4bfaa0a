import { z } from 'zod'
import { consumerSchema } from './consumers'
import {
  filterSchema,
  limitSchema,
  offsetSchema,
  severitySchema,
  vantageSchema,
  verdictSchema,
  wantedFacetsSchema,
} from './fields'
import { probeViewSchema } from './probe'
import { vantageAnswerSchema, verdictChangeSchema } from './resolution'
import { rowSchema } from './row'
import { findingSchema, severityFilterSchema } from './services'

export const dependencySortKeys = [
  'severity',
  'host',
  'provider',
  'aliases',
  'namespaces',
  'teams',
  'environments',
  'addresses',
  'since',
] as const

export type DependencySortKey = (typeof dependencySortKeys)[number]

/** A sort key, with `-` before it for descending. */
export const dependencySortSchema = z.templateLiteral([z.enum(['', '-']), z.enum(dependencySortKeys)])

export type DependencySort = z.infer<typeof dependencySortSchema>

export const dependenciesQuerySchema = z.strictObject({
  q: z.string().max(253, 'must be at most 253 characters').optional(),
  severity: z
    .union([severityFilterSchema, z.array(severityFilterSchema).max(10)])
    .transform((value) => (Array.isArray(value) ? value : [value]))
    .optional(),
  provider: filterSchema.optional(),
  category: filterSchema.optional(),
  owner: filterSchema.optional(),
  environment: filterSchema.optional(),
  sort: dependencySortSchema.default('severity'),
  facets: wantedFacetsSchema,
  offset: offsetSchema.default(0),
  limit: limitSchema.default(100),
})

export type DependenciesQuery = z.output<typeof dependenciesQuerySchema>

export const dependencyFacetNames = ['severity', 'provider', 'category', 'owner', 'environment'] as const

export type DependencyFacetName = (typeof dependencyFacetNames)[number]

/** Hosts per value of each filter under all the others, at most 200 values each; `none` counts hosts of which some alias has no value. */
const dependencyFacetsSchema = z.record(z.enum(dependencyFacetNames), z.record(z.string(), z.number().int()))

export type DependencyFacets = z.infer<typeof dependencyFacetsSchema>

/** Names by their number of aliases, the most first: at most twenty of `total`. */
const namesSchema = z.object({ first: z.array(z.string()), total: z.number().int() })

/**
 * One host with everybody who points at it. `severity` and `verdict` are those of its worst alias, asked for in `cluster` from `vantage`; `since` is
 * when that verdict began, `isSinceStart` when it was so from the first question on.
 */
export const dependencySchema = z
  .object({
    host: z.string(),
    provider: z.string().nullable(),
    service: z.string().nullable(),
    category: z.string().nullable(),
    statusPage: z.string().nullable(),
    severity: severitySchema,
    verdict: verdictSchema,
    finding: rowSchema.shape.finding,
    cluster: z.string(),
    vantage: vantageSchema.nullable(),
    chain: z.array(z.string()),
    brokenAt: z.string().nullable(),
    aliases: z.number().int(),
    unowned: z.number().int(),
    namespaces: namesSchema,
    clusters: namesSchema,
    teams: namesSchema,
    environments: namesSchema,
    addresses: namesSchema,
    addressNote: z.string().nullable(),
    since: z.string().nullable(),
    isSinceStart: z.boolean(),
  })
  .meta({ id: 'Dependency' })

export type DependencyItem = z.infer<typeof dependencySchema>

export const dependenciesPageSchema = z
  .object({
    items: z.array(dependencySchema),
    total: z.number().int(),
    offset: z.number().int(),
    facets: dependencyFacetsSchema,
  })
  .meta({ id: 'DependenciesPage' })

export type DependenciesPage = z.infer<typeof dependenciesPageSchema>

/** What one cluster's vantages answered for the host, and how their verdicts changed, oldest first. */
const dependencyViewSchema = z.object({
  cluster: z.string(),
  vantages: z.array(vantageAnswerSchema),
  history: z.array(verdictChangeSchema),
})

/**
 * One host in full. `aliases` are the worst 500 that the viewer may list; `diagram` is the Mermaid source of what goes down with it (in short: `compactDiagram`), `sentence` the same
 * in words, `people` what the verdict means for whom. `probe` is that of the first of the aliases that is probed.
 */
export const dependencyDetailSchema = z
  .object({
    dependency: dependencySchema,
    people: z.object({ severity: severitySchema, title: z.string(), detail: z.string() }),
    aliases: z.object({ items: z.array(rowSchema), total: z.number().int() }),
    views: z.array(dependencyViewSchema),
    findings: z.array(findingSchema),
    /** Who uses the host, as far as the viewer may list them. */
    use: z.object({
      /** How many objects name an alias, by `cluster/namespace/name` of those in `aliases`. */
      namedBy: z.record(z.string(), z.number().int()),
      /** What names the host itself: the surest hundred. */
      bypasses: z.object({ items: z.array(consumerSchema.extend({ cluster: z.string() })), total: z.number().int() }),
      /** Why there may be more; null where everything was read. */
      unread: z.string().nullable(),
    }),
    diagram: z.string(),
    compactDiagram: z.string(),
    sentence: z.string(),
    probe: probeViewSchema.nullable(),
  })
  .meta({ id: 'DependencyDetail' })

export type DependencyDetail = z.infer<typeof dependencyDetailSchema>

/** A target as aliases have it: at most 253 characters, in any case, with or without the last dot. */
export const dependencyParamsSchema = z.object({ host: z.string().min(1).max(254, 'must be at most 253 characters') })
