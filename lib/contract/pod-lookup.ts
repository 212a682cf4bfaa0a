import { z } from 'zod'
import { searchOutcomes } from '@/lib/domain/resolution/search-outcome'
import { dnsLabelSchema } from './fields'

export const podLookupQuerySchema = z.strictObject({
  /** The namespace of the Pod, the alias' own by default. */
  namespace: dnsLabelSchema.optional(),
})

const replySchema = z.object({
  outcome: z.enum(searchOutcomes),
  /** The response code, or why there was no usable reply. */
  said: z.string(),
})

/** The lookup of an alias by its short name as a Pod of a namespace does it, query by query. */
export const podLookupSchema = z
  .object({
    /** As an application in that namespace writes it. */
    name: z.string(),
    namespace: z.string(),
    /** Null where there is no way to the cluster's DNS; `problem` says why. */
    resolver: z.string().nullable(),
    libc: z.enum(['glibc', 'musl']),
    asked: z.array(
      z.object({
        name: z.string(),
        /** The search domain put behind what was written; null when it is asked as it was written. */
        domain: z.string().nullable(),
        outcome: z.enum(searchOutcomes),
        replies: z.object({ A: replySchema, AAAA: replySchema }),
        elapsedMs: z.number(),
      }),
    ),
    unasked: z.array(z.object({ name: z.string(), domain: z.string().nullable() })),
    addresses: z.array(z.string()),
    problem: z.string().nullable(),
    /** The alias' own namespace, then those with an alias that leads to it. */
    namespaces: z.array(z.string()),
  })
  .meta({ id: 'PodLookup' })

export type PodLookupView = z.infer<typeof podLookupSchema>
