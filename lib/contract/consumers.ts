import { z } from 'zod'

const consumerRelations = ['names', 'bypasses'] as const
const consumerCertainties = ['certain', 'likely', 'possible'] as const

const place = z.object({
  /** The path of the field, such as `spec.template.spec.containers[app].env[DB_HOST]`. */
  field: z.string(),
  container: z.string().nullable(),
  /** The name as it stands there, with its port; nothing else of the value. */
  text: z.string(),
  relation: z.enum(consumerRelations),
  certainty: z.enum(consumerCertainties),
})

/** An object that names the alias, or goes past it by naming the host that it leads to. */
export const consumerSchema = z
  .object({
    kind: z.string(),
    group: z.string(),
    namespace: z.string(),
    name: z.string(),
    /** `names` when any of its places does. */
    relation: z.enum(consumerRelations),
    /** The surest of its places. */
    certainty: z.enum(consumerCertainties),
    places: z.array(place),
  })
  .meta({ id: 'Consumer' })

export type ConsumerView = z.infer<typeof consumerSchema>

/** Surest first. Where something is `unread`, that no consumer was found says nothing of it. */
export const consumersSchema = z
  .object({
    items: z.array(consumerSchema),
    /** What was not read, for the console or for the viewer; `namespace` is null for all of them. */
    unread: z.array(z.object({ resource: z.string(), namespace: z.string().nullable(), why: z.string() })),
    /** The kinds that were read. */
    kinds: z.array(z.string()),
    /** When the oldest of it was read; null before the first reading is over. */
    readAt: z.string().nullable(),
    /** The alias was written since: what names it anew is found with the next reading, which has begun. */
    isBehind: z.boolean(),
    /** More was found than is kept. */
    isCut: z.boolean(),
  })
  .meta({ id: 'Consumers' })

export type ConsumersView = z.infer<typeof consumersSchema>
