import { z } from 'zod'
import { reviewDecisions } from '@/lib/domain/review/review-decision'
import { changeSchema } from './changes'
import {
  clusterDomainSourceSchema,
  clusterIdSchema,
  filterSchema,
  limitSchema,
  offsetSchema,
  severitySchema,
  vantageSchema,
  wantedFacetsSchema,
} from './fields'
import { groupSchema } from './groups'
import { hostInsightSchema } from './host-insight'
import { probeViewSchema } from './probe'
import { ownerSchema, rowSchema } from './row'
import { groupings, rowGroupSchema } from './row-group'

export const sortKeys = [
  'severity',
  'name',
  'namespace',
  'target',
  'owner',
  'environment',
  'provider',
  'useCase',
  'ttl',
  'changed',
  'created',
] as const

export type SortKey = (typeof sortKeys)[number]

/** A sort key, with `-` before it for descending. */
export const sortSchema = z.templateLiteral([z.enum(['', '-']), z.enum(sortKeys)])

export type Sort = z.infer<typeof sortSchema>

const clusterStates = ['connecting', 'live', 'stale', 'denied'] as const

const silentResolverSchema = z.object({
  vantage: vantageSchema,
  resolver: z.string(),
  since: z.string(),
  why: z.string(),
  /** Another resolver of the same vantage that still answers, null where none does. */
  replacedBy: z.string().nullable(),
})

export type SilentResolver = z.infer<typeof silentResolverSchema>

export const clusterStatusSchema = z
  .object({
    name: clusterIdSchema,
    label: z.string(),
    state: z.enum(clusterStates),
    since: z.string().optional(),
    why: z.string().optional(),
    /** What its service names end with. */
    clusterDomain: z.string(),
    clusterDomainSource: clusterDomainSourceSchema,
    /** Resolvers of its vantages that answer nobody; absent when all of them answer. */
    silentResolvers: z.array(silentResolverSchema).optional(),
  })
  .meta({ id: 'ClusterStatus' })

export type ClusterStatus = z.infer<typeof clusterStatusSchema>

/** A severity, with `!` before it for every other. */
export const severityFilterSchema = z.templateLiteral([z.enum(['', '!']), severitySchema])

export const servicesQuerySchema = z.strictObject({
  cluster: filterSchema.optional(),
  namespace: filterSchema.optional(),
  name: filterSchema.optional(),
  q: z.string().max(253, 'must be at most 253 characters').optional(),
  verdict: filterSchema.optional(),
  severity: z
    .union([severityFilterSchema, z.array(severityFilterSchema).max(10)])
    .transform((value) => (Array.isArray(value) ? value : [value]))
    .optional(),
  host: filterSchema.optional(),
  owner: filterSchema.optional(),
  environment: filterSchema.optional(),
  provider: filterSchema.optional(),
  useCase: filterSchema.optional(),
  group: filterSchema.optional(),
  review: filterSchema.optional(),
  by: z.enum(groupings).optional(),
  sort: sortSchema.default('severity'),
  facets: wantedFacetsSchema,
  offset: offsetSchema.default(0),
  limit: limitSchema.default(100),
})

export type ServicesQuery = z.output<typeof servicesQuerySchema>

export const facetNames = [
  'cluster',
  'namespace',
  'verdict',
  'severity',
  'owner',
  'environment',
  'provider',
  'useCase',
  'group',
  'review',
] as const

export type FacetName = (typeof facetNames)[number]

/** Counts per value of each filter under all the others, at most 200 values each; `none` counts rows without a value. */
export const facetsSchema = z.record(z.enum(facetNames), z.record(z.string(), z.number().int()))

export type Facets = z.infer<typeof facetsSchema>

export const servicesPageSchema = z
  .object({
    items: z.array(rowSchema),
    total: z.number().int(),
    offset: z.number().int(),
    facets: facetsSchema,
    /** With `by`, in the window at offset 0: every group of the list. */
    groups: z.array(rowGroupSchema).optional(),
    /** In the window at offset 0, where facets are counted, under all filters but those of severity and host: the one host that explains two or more rows, if one does. */
    insight: hostInsightSchema.optional(),
    clusters: z.array(clusterStatusSchema),
    revision: z.number().int(),
  })
  .meta({ id: 'ServicesPage' })

export type ServicesPage = z.infer<typeof servicesPageSchema>

export const findingSchema = z.object({
  code: z.string(),
  severity: severitySchema,
  evidence: z.string(),
  cause: z.string(),
  fix: z.string(),
})

/** Until the end of that day, in UTC. */
export const suppressedSchema = z.object({ until: z.string(), reason: z.string() })

/** Whether the viewer may do it; `allowed` is null when the check itself failed, which is never "denied". */
export const permissionSchema = z.object({
  verb: z.string(),
  resource: z.string(),
  namespace: z.string(),
  allowed: z.boolean().nullable(),
})

export type Permission = z.infer<typeof permissionSchema>

export const serviceDetailSchema = z
  .object({
    row: rowSchema,
    labels: z.record(z.string(), z.string()),
    annotations: z.record(z.string(), z.string()),
    /** Worst first; `suppressed` says until when a finding is accepted, and why. */
    findings: z.array(findingSchema.extend({ suppressed: suppressedSchema.nullable() })),
    group: groupSchema.nullable(),
    lastChange: changeSchema.nullable(),
    permissions: z.array(permissionSchema),
    ownerOfField: z.string().nullable(),
    /** Why the use case of the row is thought so. */
    useCaseReason: z.string().nullable(),
    /** Everything that names an owner, in the order in which it counts; the first is the owner of the row. */
    ownerEvidence: z.array(ownerSchema),
    /** The surest of what names it, as far as the viewer may list them, and how many they are. */
    namedBy: z.object({
      items: z.array(z.object({ kind: z.string(), namespace: z.string(), name: z.string() })),
      total: z.number().int(),
    }),
    /** Who answers at the target, null for a Service without one. */
    probe: probeViewSchema.nullable(),
    /** Where a target inside the cluster leads, Service by Service; null for one outside, and until it was followed. */
    inCluster: z
      .object({
        steps: z.array(z.object({ namespace: z.string(), service: z.string(), type: z.string() })),
        /** Endpoints that are ready at its end, null where it does not come to any or they may not be read. */
        ready: z.number().int().nullable(),
        brokenAt: z.string().nullable(),
      })
      .nullable(),
    /**
     * The load balancers, of all clusters, that the target ends at, as far as the viewer may get them: published at `by`, a name or an address
     * of the way; not `isCertain` for an address of an inner network, which another network may have as well. Endpoints are null where not known.
     */
    loadBalancers: z.array(
      z.object({
        cluster: z.string(),
        namespace: z.string(),
        name: z.string(),
        by: z.string(),
        isCertain: z.boolean(),
        ready: z.number().int().nullable(),
        total: z.number().int().nullable(),
      }),
    ),
    /** The last decision about this very Service and when it is to be looked at; absent where the records of reviews cannot be read. */
    review: z
      .object({
        dueAt: z.string().nullable(),
        last: z
          .object({ by: z.string(), at: z.string(), decision: z.enum(reviewDecisions), until: z.string() })
          .nullable(),
      })
      .optional(),
  })
  .meta({ id: 'ServiceDetail' })

export type ServiceDetail = z.infer<typeof serviceDetailSchema>

export const serviceParamsSchema = z.object({ cluster: z.string(), namespace: z.string(), name: z.string() })
