import { z } from 'zod'
import { changeStandings } from '@/lib/domain/change/change-standing'
import { changeStates } from '@/lib/domain/change/change-state'
import { writeVerbs } from '@/lib/domain/change/change-write'
import { cutOverCodes, cutOverSources } from '@/lib/domain/change/cut-over-part'
import { endpointTypes } from '@/lib/domain/change/endpoint'
import { healings, ownerTools } from '@/lib/domain/change/owner-tool'
import { precheckStates } from '@/lib/domain/change/precheck'
import { changeRequestSchema } from './change-request'
import { filterSchema, limitSchema, offsetSchema, serviceRefSchema } from './fields'

/** What a Service pointed at, before or after: the members that a change touches. */
export const endpointSchema = z.object({
  /** `absent` where there is no such Service, before it is made or after it is deleted. */
  type: z.enum(endpointTypes),
  target: z.string().nullable(),
  /** Of a headless Service that stands for addresses. */
  addresses: z.array(z.string()).optional(),
  /** A Service without a cluster IP, whose name has the addresses of its endpoints. */
  isHeadless: z.boolean().optional(),
  /** Of a Service that leads to pods. */
  selector: z.record(z.string(), z.string()).optional(),
  /** Labels and annotations that the change touches; null is one that is not there. */
  labels: z.record(z.string(), z.string().nullable()).optional(),
  annotations: z.record(z.string(), z.string().nullable()).optional(),
})

/** The same where a change is told: `unknown` for where a Service led before anybody looked. */
export const toldEndpointSchema = endpointSchema.extend({ type: z.enum([...endpointTypes, 'unknown']) })

const diffLineSchema = z.object({ path: z.string(), before: z.unknown(), after: z.unknown() })

const writeSchema = z.object({
  verb: z.enum(writeVerbs),
  ref: z.object({ apiVersion: z.string(), kind: z.string(), namespace: z.string(), name: z.string() }),
  body: z.unknown(),
  diff: z.array(diffLineSchema),
})

export const precheckSchema = z.object({
  code: z.string(),
  state: z.enum(precheckStates),
  title: z.string(),
  evidence: z.string(),
  checkedAt: z.string(),
})

/** One part of the time until a change is seen everywhere, and how its length is known. */
const cutOverPartSchema = z.object({
  code: z.enum(cutOverCodes),
  words: z.string(),
  seconds: z.number().nullable(),
  source: z.enum(cutOverSources),
})

/** When new connections go to the new target, and when the last one to the old target ends; null seconds: nobody can say. */
const cutOverSchema = z.object({
  newConnections: z.object({ seconds: z.number(), parts: z.array(cutOverPartSchema) }),
  existingConnections: z.object({ seconds: z.number().nullable(), parts: z.array(cutOverPartSchema) }),
})

/** Who writes `spec.externalName`, by every signal: the tool, how sure, and whether it writes its own state back. */
const fieldOwnerSchema = z.object({
  tool: z.enum(ownerTools),
  manager: z.string().nullable(),
  heals: z.enum(healings),
  /** The longest time until it heals itself; null where nobody says. */
  withinSeconds: z.number().nullable(),
  /** Why it leaves this field to others; null when it does not. */
  excluded: z.string().nullable(),
  /** Other tools with strong signals of their own. */
  rivals: z.array(z.enum(ownerTools)),
  /** The object that delivers the Service, as far as it is named. */
  declaredBy: z.object({ kind: z.string(), namespace: z.string().nullable(), name: z.string() }).nullable(),
  /** The repository and path it comes from, in words. */
  source: z.string().nullable(),
  signals: z.array(z.object({ tool: z.enum(ownerTools), strength: z.enum(['strong', 'weak']), says: z.string() })),
})

/** The same change for a repository: files to copy or download, and what to do with them. */
export const gitChangeSchema = z.object({
  tool: z.enum(ownerTools),
  instructions: z.array(z.string()),
  files: z.array(z.object({ name: z.string(), format: z.enum(['kustomize', 'yaml', 'helm']), text: z.string() })),
})

export type GitChange = z.infer<typeof gitChangeSchema>

/** What would be written, with the hash of all that was read. `before` and `after` are Mermaid sources. */
export const planSchema = z
  .object({
    hash: z.string(),
    request: changeRequestSchema,
    from: toldEndpointSchema,
    to: toldEndpointSchema,
    /** In the order in which they are written. */
    writes: z.array(writeSchema),
    prechecks: z.array(precheckSchema),
    before: z.string(),
    after: z.string(),
    warnings: z.array(z.string()),
    ownerOfField: z.string().nullable(),
    fieldOwner: fieldOwnerSchema.nullable(),
    git: gitChangeSchema.nullable(),
    cutOver: cutOverSchema.nullable(),
    /** What an undo would not bring back, in sentences. */
    cannotComeBack: z.array(z.string()),
    expiresAt: z.string(),
  })
  .meta({ id: 'Plan' })

export type Plan = z.infer<typeof planSchema>

/** The migration that a change is a step of: the Service that keeps it, its id, and the phase whose gate has to let it through. */
export const migrationStepSchema = z.strictObject({
  service: serviceRefSchema,
  id: z.uuid('must be the UUID of a migration'),
  phase: z.string().max(63),
})

export type MigrationStep = z.output<typeof migrationStepSchema>

export const carryOutSchema = z
  .strictObject({
    request: changeRequestSchema,
    hash: z.string().min(1).max(16_384),
    changeId: z.uuid('must be a UUID'),
    acknowledge: z.array(z.string().max(63)).max(64).default([]),
    overrides: z
      .array(
        z.strictObject({
          code: z.string().max(63),
          reason: z.string().trim().min(10, 'must say why in at least 10 characters').max(1024),
          /** The `expiresAt` of the plan that it was given on; left out, it is given with this request. */
          until: z.iso.datetime('must be a time such as 2026-12-24T00:00:00Z').optional(),
        }),
      )
      .max(64)
      .default([]),
    reason: z.string().trim().max(1024).optional(),
    migration: migrationStepSchema.optional(),
  })
  .meta({ id: 'CarryOut' })

export type CarryOut = z.output<typeof carryOutSchema>

export const changeSchema = z
  .object({
    id: z.string(),
    kind: z.string(),
    service: serviceRefSchema,
    state: z.enum(changeStates),
    from: toldEndpointSchema,
    to: toldEndpointSchema,
    by: z.string(),
    reason: z.string().nullable(),
    at: z.string(),
    steps: z.array(z.object({ state: z.enum(changeStates), at: z.string(), note: z.string().nullable() })),
    /** Checks passed all the same, and until when each override would have held; null when it was given with the request. */
    overrides: z.array(z.object({ code: z.string(), reason: z.string(), until: z.string().nullable() })),
    undoOf: z.string().nullable(),
    /** Until when it is watched over before it counts as completed. */
    soakUntil: z.string().nullable(),
    cutOver: cutOverSchema.nullable(),
    /** What each resolver of the cluster answered for the Service's name since it was applied, one letter a second: `o` old, `n` new, `x` another, `-` none. */
    answers: z.array(z.object({ resolver: z.string(), startedAt: z.string(), marks: z.string() })),
    /** EndpointSlices of Signpost that it left, or may have left, where nothing leads to them: another undo of it deletes them. */
    left: z.array(z.string()),
    /** The migration that it is a step of, and the phase; null for a change of its own. */
    migration: z.object({ id: z.string(), phase: z.string() }).nullable(),
  })
  .meta({ id: 'Change' })

export type ChangeView = z.infer<typeof changeSchema>

const changesPageSchema = z
  .object({ items: z.array(changeSchema), total: z.number().int(), offset: z.number().int() })
  .meta({ id: 'ChangesPage' })

/** How far back a list of changes goes, in hours. */
export const changeSpans = { '1h': 1, '24h': 24, '7d': 168, '30d': 720 } as const

const changeFilters = {
  cluster: filterSchema.optional(),
  namespace: filterSchema.optional(),
  name: filterSchema.optional(),
  kind: filterSchema.optional(),
  state: filterSchema.optional(),
  by: filterSchema.optional(),
  environment: filterSchema.optional(),
}

export const changesQuerySchema = z.strictObject({
  ...changeFilters,
  /** Words, each of which stands in the name, namespace, targets, reason, id or who. */
  q: z.string().max(253, 'must be at most 253 characters').optional(),
  standing: z.enum(changeStandings).optional(),
  within: z.enum(['1h', '24h', '7d', '30d']).optional(),
  offset: offsetSchema.default(0),
  limit: limitSchema.default(100),
})

export type ChangesQuery = z.output<typeof changesQuerySchema>

export const changeFacetNames = ['cluster', 'namespace', 'name', 'kind', 'state', 'by', 'environment'] as const

export type ChangeFacetName = (typeof changeFacetNames)[number]

/** The changes of every Service, with what there is to filter by and what could not be read. */
export const changesListSchema = changesPageSchema
  .extend({
    /** Counts per value of each filter under all the others, at most 200 values each; `none` counts changes without a value. */
    facets: z.record(z.enum(changeFacetNames), z.record(z.string(), z.number().int())),
    /** How many stand how, under all filters but this one. */
    standings: z.record(z.enum(changeStandings), z.number().int()),
    /** The changes of each of the last 30 days in UTC, under all filters but the span; the last one is today. */
    days: z.array(z.object({ all: z.number().int(), bad: z.number().int() })),
    /** Clusters whose records are not all here, and why. */
    partial: z.array(z.object({ cluster: z.string(), why: z.string() })),
  })
  .meta({ id: 'ChangesList' })

export type ChangesList = z.infer<typeof changesListSchema>

/** The changes of one Service, and the ConfigMap that keeps them. */
export const serviceChangesSchema = changesPageSchema
  .extend({
    record: z.object({ namespace: z.string(), name: z.string() }),
    /** Whether the record lies beside the Service, where whoever may edit ConfigMaps can edit it. */
    isBesideService: z.boolean(),
  })
  .meta({ id: 'ServiceChanges' })

export type ServiceChanges = z.infer<typeof serviceChangesSchema>

/** The plan is to be made true in the repository that owns the Service; nothing is written to it. */
export const proposalSchema = z
  .strictObject({
    request: changeRequestSchema,
    hash: z.string().min(1).max(16_384),
    changeId: z.uuid('must be a UUID'),
    reason: z.string().trim().max(1024).optional(),
    migration: migrationStepSchema.optional(),
  })
  .meta({ id: 'Proposal' })

export type Proposal = z.output<typeof proposalSchema>

/** What a person decides: keep a change that could not be proved or failed its proof; withdraw a proposal that did not arrive. */
export const decisionSchema = z
  .strictObject({
    decision: z.enum(['keep', 'withdraw']),
    reason: z.string().trim().min(10, 'must say why in at least 10 characters').max(1024),
  })
  .meta({ id: 'Decision' })

export type Decision = z.output<typeof decisionSchema>
