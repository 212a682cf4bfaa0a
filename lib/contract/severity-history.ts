import { z } from 'zod'
import { filterSchema } from './fields'

/** How often the console counts. */
export const sampleSeconds = 300

const hourSeconds = 3600

export const severityHistoryQuerySchema = z.strictObject({
  cluster: filterSchema.optional(),
  namespace: filterSchema.optional(),
  stepSeconds: z.coerce
    .number()
    .int('must be a whole number')
    .min(sampleSeconds, `must be ${sampleSeconds} to ${2 * hourSeconds}`)
    .max(2 * hourSeconds, `must be ${sampleSeconds} to ${2 * hourSeconds}`)
    .default(sampleSeconds),
})

export type SeverityHistoryQuery = z.output<typeof severityHistoryQuerySchema>

const count = z.number().int().min(0)

const severityCountsSchema = z.object({
  critical: count,
  warning: count,
  unknown: count,
  info: count,
  ok: count,
  unowned: count,
})

export type SeverityCounts = z.infer<typeof severityCountsSchema>

const severitySampleSchema = severityCountsSchema.extend({ at: z.string() }).meta({ id: 'SeveritySample' })

/** Counts at a time (ISO 8601). */
export type SeveritySample = z.infer<typeof severitySampleSchema>

/**
 * Counts of the last 24 h, oldest first: of each step back from `until`, which is the time of the newest count, the worst one. `since` is the
 * first count there is, both are null before it. `hourAgo` is null until an hour has passed.
 */
export const severityHistorySchema = z
  .object({
    since: z.string().nullable(),
    until: z.string().nullable(),
    stepSeconds: z.number().int(),
    samples: z.array(severitySampleSchema),
    hourAgo: severitySampleSchema.nullable(),
  })
  .meta({ id: 'SeverityHistory' })

export type SeverityHistoryView = z.infer<typeof severityHistorySchema>
