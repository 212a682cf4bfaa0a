import { z } from 'zod'
import { changeStates } from '@/lib/domain/change/change-state'
import { migrationPatterns } from '@/lib/domain/migration/migration'
import { changeRequestSchema, portsSchema, selectorSchema, targetSchema } from './change-request'
import { toldEndpointSchema } from './changes'
import {
  clusterIdSchema,
  dnsLabelSchema,
  filterSchema,
  limitSchema,
  offsetSchema,
  serviceRefSchema,
  vantageSchema,
  verdictSchema,
} from './fields'
import { probeViewSchema } from './probe'

const placeSchema = z.strictObject({ namespace: dnsLabelSchema, name: dnsLabelSchema })
const mostAliases = 60

/** What is to become of a Service; `pattern` says which of the six ways. */
export const migrationSpecSchema = z
  .discriminatedUnion('pattern', [
    z.strictObject({
      pattern: z.literal('external-to-internal'),
      /** Who runs the pods, such as `StatefulSet orders-pg`. */
      workload: z.string().max(300).nullable().default(null),
      selector: selectorSchema,
      ports: portsSchema.min(1, 'must name at least one port'),
      isHeadless: z.boolean().default(false),
    }),
    z.strictObject({
      pattern: z.enum(['provider-to-provider', 'blue-green', 'internal-to-external']),
      target: targetSchema,
    }),
    z.strictObject({
      pattern: z.literal('address-to-headless'),
      addresses: z.array(z.string().min(2).max(45, 'must be an IP address')).min(1).max(32),
      ports: portsSchema.min(1, 'must name at least one port'),
    }),
    z.strictObject({
      pattern: z.literal('retarget-many'),
      target: targetSchema,
      /** The aliases of each wave; each alias once, 60 at most. */
      waves: z.array(z.array(placeSchema).min(1, 'must have an alias')).min(1, 'must have a wave').max(20),
    }),
  ])
  .refine(
    (spec) => spec.pattern !== 'retarget-many' || spec.waves.flat().length <= mostAliases,
    `waves must have at most ${mostAliases} aliases`,
  )

export const newMigrationSchema = z
  .strictObject({
    id: z.uuid('must be a UUID'),
    service: serviceRefSchema,
    spec: migrationSpecSchema,
    /** How long its last change is watched over before it may be closed; a day unless said. */
    soakMinutes: z.int().min(0).max(20_160, 'must be at most two weeks').default(1_440),
  })
  .meta({ id: 'NewMigration' })

export type NewMigration = z.output<typeof newMigrationSchema>

const textSchema = z.string().trim().min(1, 'must not be empty').max(500, 'must be at most 500 characters')

/** What a person does to a migration beside its changes. */
export const migrationActionSchema = z
  .discriminatedUnion('action', [
    z.strictObject({
      action: z.literal('attest'),
      item: z.string().min(1).max(63),
      /** What proves it. */
      evidence: z.string().trim().max(500, 'must be at most 500 characters').default(''),
    }),
    z.strictObject({ action: z.literal('retract'), item: z.string().min(1).max(63) }),
    z.strictObject({ action: z.literal('note'), text: textSchema }),
    z.strictObject({ action: z.literal('finish'), reason: textSchema.optional() }),
    z.strictObject({ action: z.literal('abandon'), reason: textSchema, keep: z.boolean().optional() }),
  ])
  .meta({ id: 'MigrationAction' })

const gateItemSchema = z.object({
  code: z.string(),
  state: z.enum(['pass', 'warn', 'block', 'unknown']),
  title: z.string(),
  evidence: z.string(),
})

/** Until new connections follow, and until those in pools do; null where nobody can say. */
const forecastSchema = z.object({ seconds: z.number(), pooledSeconds: z.number().nullable() })

const phaseChangeSchema = z.object({
  id: z.string(),
  phase: z.string(),
  kind: z.string(),
  service: serviceRefSchema,
  state: z.enum(changeStates),
  by: z.string(),
  at: z.string(),
  /** When it was written, or what a repository brought was seen; null before. */
  madeAt: z.string().nullable(),
  /** When it was proved; null before. */
  provedAt: z.string().nullable(),
  /** What was forecast when it was made. */
  forecast: forecastSchema.nullable(),
  note: z.string().nullable(),
})

const phaseSchema = z.object({
  id: z.string(),
  kind: z.enum(['record', 'outside', 'change', 'soak', 'close']),
  title: z.string(),
  says: z.string(),
  state: z.enum(['done', 'now', 'later']),
  doneAt: z.string().nullable(),
  items: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      /** Lines to copy. */
      commands: z.array(z.string()),
      freshSeconds: z.number().nullable(),
      state: z.enum(['open', 'attested', 'stale']),
      attestation: z.object({ item: z.string(), by: z.string(), at: z.string(), evidence: z.string() }).nullable(),
    }),
  ),
  /** What it changes, in this order; each one is planned and carried out with `migration` naming the phase. */
  requests: z.array(changeRequestSchema),
  /** What may be changed here, and need not be: `open` while it would change something, `taken` by `change`, `needless` where it would not. */
  options: z.array(
    z.object({
      request: changeRequestSchema,
      state: z.enum(['open', 'taken', 'needless']),
      change: phaseChangeSchema.nullable(),
    }),
  ),
  /** The change that counts for each request; null where it is still to be made. */
  changes: z.array(phaseChangeSchema.nullable()),
  gate: z.array(gateItemSchema),
  isOpen: z.boolean(),
  /** Until when it is waited for; null where time alone does nothing. */
  until: z.string().nullable(),
  /** What it is thought to take, and what it took; null where nobody knows. */
  time: z.object({ estimated: forecastSchema.nullable(), actualSeconds: z.number().nullable() }),
  rollback: z.string(),
})

const migrationEndSchema = z.object({
  state: z.enum(['finished', 'abandoned']),
  by: z.string(),
  at: z.string(),
  reason: z.string().nullable(),
})

export const migrationSummarySchema = z
  .object({
    id: z.string(),
    pattern: z.enum(migrationPatterns),
    service: serviceRefSchema,
    by: z.string(),
    at: z.string(),
    /** The phase that it is at, its number from 1, and how many there are; null once it ended. */
    phase: z.object({ id: z.string(), title: z.string(), number: z.number(), of: z.number() }).nullable(),
    end: migrationEndSchema.nullable(),
    from: toldEndpointSchema,
    /** Where it leads in the end, in words. */
    goal: z.string(),
    /** Changes of it that are in force. */
    changes: z.number().int(),
    /** Aliases that it concerns. */
    aliases: z.number().int(),
    /** The Services that it may change, the one that keeps it first; in a list those that the viewer may see. */
    services: z.array(serviceRefSchema),
    /**
     * How many things the gate of its phase asks that are so, still open, or not known; null once it ended. A list does not ask the cluster: there
     * what a plan of the next change would say counts as one that is not known.
     */
    gates: z.object({ met: z.number().int(), open: z.number().int(), unknown: z.number().int() }).nullable(),
    /** What it waits for; `left` words or changes are missing, `until` then waiting is over. Null once it ended. */
    next: z
      .object({
        kind: z.enum(['attest', 'change', 'prove', 'merge', 'decide', 'wait', 'clear', 'finish']),
        title: z.string(),
        left: z.number().int(),
        until: z.string().nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'MigrationSummary' })

export type MigrationSummary = z.infer<typeof migrationSummarySchema>

const sideSchema = z.object({
  host: z.string(),
  answers: z.array(z.object({ vantage: vantageSchema, verdict: verdictSchema, addresses: z.array(z.string()) })),
  /** Who answers there on the port of the alias; null where nobody looked in time. */
  probe: probeViewSchema.nullable(),
})

export const migrationSchema = migrationSummarySchema
  .extend({
    spec: migrationSpecSchema,
    soakMinutes: z.number(),
    phases: z.array(phaseSchema),
    notes: z.array(z.object({ by: z.string(), at: z.string(), text: z.string() })),
    /** Everybody who had a hand in it, who came first first. */
    people: z.array(z.string()),
    /** What takes back the changes that are in force, in this order. */
    undo: z.array(changeRequestSchema),
    /** Mermaid sources: as it is, and as it will be. */
    diagrams: z.object({ now: z.string(), end: z.string() }),
    /** Aliases of the same host that this migration does not move. */
    others: z.array(serviceRefSchema),
    /** The host that is left and the one that is gone to, side by side, while a move between providers is ahead; null otherwise. */
    sides: z.object({ source: sideSchema, target: sideSchema }).nullable(),
    checkedAt: z.string(),
  })
  .meta({ id: 'Migration' })

export type MigrationView = z.infer<typeof migrationSchema>

export const migrationsQuerySchema = z.strictObject({
  cluster: clusterIdSchema.optional(),
  namespace: filterSchema.optional(),
  name: filterSchema.optional(),
  pattern: filterSchema.optional(),
  /** `open`, `finished` or `abandoned`. */
  state: filterSchema.optional(),
  offset: offsetSchema.default(0),
  limit: limitSchema.default(100),
})

export type MigrationsQuery = z.output<typeof migrationsQuerySchema>

export const migrationsPageSchema = z
  .object({
    items: z.array(migrationSummarySchema),
    total: z.number().int(),
    offset: z.number().int(),
    /** Clusters whose records are not all here, and why. */
    partial: z.array(z.object({ cluster: z.string(), why: z.string() })),
  })
  .meta({ id: 'MigrationsPage' })

export type MigrationsPage = z.infer<typeof migrationsPageSchema>
