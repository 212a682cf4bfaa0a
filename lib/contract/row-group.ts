import { z } from 'zod'
import { severitySchema } from './fields'
import { rowSchema } from './row'

/** What rows can be put together by. */
export const groupings = ['namespace', 'host', 'owner', 'environment', 'useCase', 'namespacePurpose'] as const

export type Grouping = (typeof groupings)[number]

/** Groups that a list tells apart; the rows of all further ones come last, together. */
export const maximumGroups = 500

/**
 * Rows that stand together in a list, in the order of the list. `value` is `none` for rows without one, null for the rows of all groups beyond the
 * first 500. By host, `lead` says where it leads (of its worst row).
 */
export const rowGroupSchema = z
  .object({
    value: z.string().nullable(),
    total: z.number().int(),
    severity: severitySchema,
    severities: z.partialRecord(severitySchema, z.number().int()),
    /** The first owners by number of rows, at most three, and how many there are. */
    owners: z.array(z.string()),
    ownersTotal: z.number().int(),
    lead: rowSchema.pick({ chain: true, brokenAt: true, vantage: true, verdict: true, finding: true }).nullable(),
  })
  .meta({ id: 'RowGroup' })

export type RowGroup = z.infer<typeof rowGroupSchema>
