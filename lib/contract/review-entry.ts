import { z } from 'zod'
import { serviceTypes } from '@/lib/domain/alias/alias'
import { reviewDecisions } from '@/lib/domain/review/review-decision'

/** One decision about one alias: who, when, until when, and what it was then. */
export const reviewEntrySchema = z
  .object({
    id: z.string(),
    uid: z.string(),
    at: z.string(),
    by: z.string(),
    decision: z.enum(reviewDecisions),
    reason: z.string().nullable(),
    newOwner: z.string().nullable(),
    hash: z.string(),
    until: z.string(),
    subject: z.object({
      type: z.enum(serviceTypes),
      target: z.string().nullable(),
      ports: z.array(z.object({ name: z.string().nullable(), port: z.number(), protocol: z.string() })),
      owner: z.string().nullable(),
    }),
  })
  .meta({ id: 'ReviewEntry' })
