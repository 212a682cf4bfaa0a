import { z } from 'zod'
import { reviewDecisions } from '@/lib/domain/review/review-decision'
import { reviewStates } from '@/lib/domain/review/review-state'
import { clusterIdSchema, filterSchema, limitSchema, offsetSchema, serviceRefSchema, severitySchema } from './fields'
import { reviewEntrySchema } from './review-entry'
import { rowSchema } from './row'

/** What waits for the viewer, for anybody, what is over its day, what is signed off, or everything. */
export const reviewQueues = ['mine', 'open', 'overdue', 'done', 'all'] as const

export type ReviewQueue = (typeof reviewQueues)[number]

export const reviewSortKeys = ['due', 'name', 'namespace', 'owner', 'changed', 'severity'] as const

export type ReviewSortKey = (typeof reviewSortKeys)[number]

/** A sort key, with `-` before it for descending. */
export const reviewSortSchema = z.templateLiteral([z.enum(['', '-']), z.enum(reviewSortKeys)])

export type ReviewSort = z.infer<typeof reviewSortSchema>

const reviewStateSchema = z.enum(reviewStates)

export const reviewsQuerySchema = z.strictObject({
  /** By default what is the viewer's where they belong to a team, else everything that is open. */
  queue: z.enum(reviewQueues).optional(),
  q: z.string().max(253, 'must be at most 253 characters').optional(),
  /** A team of the directory, or an owner that it does not know; `none` for nobody. */
  team: filterSchema.optional(),
  state: z
    .union([reviewStateSchema, z.array(reviewStateSchema).max(10)])
    .transform((value) => (Array.isArray(value) ? value : [value]))
    .optional(),
  cluster: filterSchema.optional(),
  namespace: filterSchema.optional(),
  environment: filterSchema.optional(),
  sort: reviewSortSchema.default('due'),
  offset: offsetSchema.default(0),
  limit: limitSchema.default(100),
})

export type ReviewsQuery = z.output<typeof reviewsQuerySchema>

const contactSchema = z.object({ text: z.string(), href: z.string().nullable() })

/** How far a team is. `team` is null for aliases without an owner. */
const reviewTeamSchema = z.object({
  team: z.string().nullable(),
  /** Whether the directory of teams has it. */
  isKnown: z.boolean(),
  isMine: z.boolean(),
  total: z.number().int(),
  done: z.number().int(),
  changed: z.number().int(),
  overdue: z.number().int(),
  contacts: z.array(contactSchema),
})

export type ReviewTeam = z.infer<typeof reviewTeamSchema>

const changeSchema = z.object({
  field: z.enum(['target', 'type', 'ports', 'owner']),
  before: z.string().nullable(),
  after: z.string().nullable(),
})

/** One alias with what a decision about it rests on. Times are ISO 8601. */
export const reviewItemSchema = rowSchema
  .pick({
    ...{ cluster: true, namespace: true, name: true, uid: true, type: true, target: true, ports: true },
    ...{ owner: true, environment: true, severity: true, changedAt: true, changedBy: true },
  })
  .extend({
    verdict: z.object({ severity: severitySchema, summary: z.string() }),
    team: z.string().nullable(),
    /** Whom of that team to ask. */
    contacts: z.array(contactSchema),
    state: reviewStateSchema,
    /** When it has to be looked at; null for what was never reviewed where no day is set. */
    dueAt: z.string().nullable(),
    /** What a decision made now is bound to. */
    hash: z.string(),
    /** Until when it would hold if it is confirmed now. */
    holdsUntil: z.string(),
    /** The last decision about this very Service. */
    last: reviewEntrySchema.nullable(),
    /** The newest decision about its name, which the next one has to name. */
    previous: z.string().nullable(),
    /** Whether it is as it was when it was last signed off. */
    isUnchanged: z.boolean(),
    /** What is another one since the last decision. */
    changes: z.array(changeSchema),
    /** The last decision about another Service of its name, before this one was made. */
    remade: z.object({ by: z.string(), at: z.string() }).nullable(),
    /** Why its earlier decisions cannot be read, where they cannot. */
    damaged: z.string().nullable(),
    lastChange: z.object({ id: z.string(), kind: z.string(), by: z.string().nullable(), at: z.string() }).nullable(),
    /** What was seen of its target since the last decision, or since the console knows it; null where nothing is. */
    health: z
      .object({ since: z.string(), troubles: z.number().int(), lastTroubleAt: z.string().nullable() })
      .nullable(),
    /** What names it and what goes past it, as far as the viewer may list it; `unread` says why that is not all. */
    consumers: z.object({ names: z.number().int(), bypasses: z.number().int(), unread: z.string().nullable() }),
    findings: z.array(z.object({ code: z.string(), severity: severitySchema })),
    /** Whether the viewer may sign off in its namespace; null when that could not be asked. */
    maySign: z.boolean().nullable(),
  })
  .meta({ id: 'ReviewItem' })

export type ReviewItem = z.infer<typeof reviewItemSchema>

export const reviewsPageSchema = z
  .object({
    items: z.array(reviewItemSchema),
    total: z.number().int(),
    offset: z.number().int(),
    queue: z.enum(reviewQueues),
    /** How many each queue has under the other filters. */
    counts: z.object({
      mine: z.number().int(),
      open: z.number().int(),
      overdue: z.number().int(),
      done: z.number().int(),
      all: z.number().int(),
    }),
    /** Under all filters but those of queue, team and state; the viewer's own first, then what is most overdue, 200 at most. */
    teams: z.array(reviewTeamSchema),
    /** Whether the settings name teams. */
    hasDirectory: z.boolean(),
    /** Owners that the directory does not know, with their aliases, the most first, 200 at most. */
    unknownOwners: z.array(z.object({ owner: z.string(), aliases: z.number().int() })),
    /** Records that cannot be read, 50 at most of `damagedTotal`. */
    damaged: z.array(z.object({ cluster: clusterIdSchema, namespace: z.string(), name: z.string(), why: z.string() })),
    damagedTotal: z.number().int(),
    /** Clusters of which not every review is known, and why. */
    partial: z.array(z.object({ cluster: clusterIdSchema, why: z.string() })),
    /** For how many days a decision holds. */
    cadence: z.object({
      days: z.number().int(),
      environments: z.record(z.string(), z.number().int()),
      noticeDays: z.number().int(),
      followUpDays: z.number().int(),
    }),
    /** The viewer, and the teams that they belong to. */
    viewer: z.object({ user: z.string(), teams: z.array(z.string()) }),
  })
  .meta({ id: 'ReviewsPage' })

export type ReviewsPage = z.infer<typeof reviewsPageSchema>

/** What was looked at: the Service itself, as it was, and the newest decision about it. */
const reviewedSchema = serviceRefSchema.extend({
  uid: z.string().min(1, 'must not be empty').max(64),
  hash: z.string().regex(/^[0-9a-f]{64}$/, 'must be the hash that GET /reviews gave'),
  previous: z.string().max(64).nullable(),
})

export const reviewRequestSchema = z
  .strictObject({
    decision: z.enum(reviewDecisions),
    reason: z.string().trim().max(1024, 'must be at most 1024 characters').optional(),
    newOwner: z.string().trim().max(253, 'must be at most 253 characters').optional(),
    items: z.array(reviewedSchema).min(1, 'must name at least one alias').max(200, 'at most 200 aliases'),
  })
  .superRefine(({ decision, reason, newOwner, items }, context) => {
    const refuse = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    if (decision !== 'confirm' && !reason) refuse('reason', `must say why, for ${decision}`)
    if (decision === 'reassign' && !newOwner) refuse('newOwner', 'must name the new owner')
    if (decision !== 'reassign' && newOwner) refuse('newOwner', 'is only for reassign')
    if (decision !== 'confirm' && items.length > 1) refuse('items', 'must be one, for whatever is not confirm')
    const places = new Set(items.map(({ cluster, namespace, name }) => `${cluster}/${namespace}/${name}`))
    if (places.size < items.length) refuse('items', 'must not name an alias twice')
  })

export type ReviewRequest = z.output<typeof reviewRequestSchema>

/** `conflict`: somebody else decided meanwhile; `changed`: it is not what was looked at, or, of several, not as when it was last signed off. */
const reviewResults = ['recorded', 'conflict', 'changed', 'forbidden', 'not-found', 'failed'] as const

const reviewResultSchema = z.object({
  service: serviceRefSchema,
  result: z.enum(reviewResults),
  /** Why it was not recorded; null where it was. */
  detail: z.string().nullable(),
  /** The decision that holds now, as far as that is told. */
  review: reviewEntrySchema.nullable(),
})

export type ReviewResult = z.infer<typeof reviewResultSchema>

export const reviewAnswerSchema = z.object({ items: z.array(reviewResultSchema) }).meta({ id: 'ReviewAnswer' })

export type ReviewAnswer = z.infer<typeof reviewAnswerSchema>
