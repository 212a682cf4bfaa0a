import { z } from 'zod'
import { clusterIdSchema, dnsLabelSchema, limitSchema, offsetSchema } from './fields'

const mostLabels = 32

export const namespacesQuerySchema = z.strictObject({
  cluster: clusterIdSchema,
  /** Part of the name, of its owner, environment or purpose, in any case. */
  q: z.string().max(253, 'must be at most 253 characters').default(''),
  /** This one alone, and the practice of its aliases with it. */
  name: dnsLabelSchema.optional(),
  offset: offsetSchema.default(0),
  limit: limitSchema.default(500),
})

export type NamespacesQuery = z.output<typeof namespacesQuerySchema>

const practiceCountSchema = z
  .object({
    map: z.enum(['labels', 'annotations']),
    key: z.string(),
    /** How many of its aliases say something under the key. */
    carriedBy: z.number().int(),
    /** What more than half of all of them say alike; null where they do not, and for what is said of one alias alone. */
    common: z.object({ value: z.string(), carriedBy: z.number().int() }).nullable(),
  })
  .meta({ id: 'PracticeCount' })

/** A namespace that the viewer may know of. */
export const namespaceSchema = z
  .object({
    cluster: z.string(),
    name: z.string(),
    /** Its label `purpose`. */
    purpose: z.string().nullable(),
    environment: z.string().nullable(),
    /** Whom its annotations name. */
    owner: z.string().nullable(),
    /** How many aliases it holds; null where the viewer may not list Services. */
    aliases: z.number().int().nullable(),
    /** Null where it could not be checked, or was not within the time that a list takes; false in one that is on its way out. */
    canCreateServices: z.boolean().nullable(),
    /** The labels and annotations by which its aliases are told; null unless it was asked for by name, and where the viewer may not list Services. */
    practice: z.array(practiceCountSchema).nullable(),
  })
  .meta({ id: 'Namespace' })

export type NamespaceView = z.infer<typeof namespaceSchema>

export const namespacesPageSchema = z
  .object({
    items: z.array(namespaceSchema),
    total: z.number().int(),
    offset: z.number().int(),
    /** Null where it could not be checked. */
    canCreateNamespace: z.boolean().nullable(),
  })
  .meta({ id: 'NamespacesPage' })

export type NamespacesPage = z.infer<typeof namespacesPageSchema>

/** A namespace to create; what its labels may be is the API server's to say. */
export const newNamespaceSchema = z
  .strictObject({
    cluster: clusterIdSchema,
    name: dnsLabelSchema,
    labels: z
      .record(z.string().min(1).max(317), z.string().max(63, 'must be at most 63 characters'))
      .refine((labels) => Object.keys(labels).length <= mostLabels, `must be at most ${mostLabels} labels`)
      .default({}),
  })
  .meta({ id: 'NewNamespace' })

export type NewNamespace = z.output<typeof newNamespaceSchema>
