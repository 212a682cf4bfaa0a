import { z } from 'zod'
import { hostViews, sides } from '@/lib/domain/finding/host-view'
import { outcomeCodeSchema, severitySchema } from './fields'

/**
 * The host that explains `aliases` of the `outOf` rows of its severities. `code` is its outcome, `note` the code of the note that weighs more, where
 * one does. `since` is when it began; where that was before the first answer, `isSinceFirstAnswer`. `side` is null where nothing proves whose it is.
 */
export const hostInsightSchema = z
  .object({
    host: z.string(),
    severity: severitySchema,
    severities: z.array(severitySchema),
    code: outcomeCodeSchema,
    note: z.string().nullable(),
    aliases: z.number().int(),
    outOf: z.number().int(),
    namespaces: z.number().int(),
    owners: z.number().int(),
    view: z.enum(hostViews),
    side: z.enum(sides).nullable(),
    since: z.string().nullable(),
    isSinceFirstAnswer: z.boolean(),
  })
  .meta({ id: 'HostInsight' })
