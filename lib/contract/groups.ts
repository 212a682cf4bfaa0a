import { z } from 'zod'
import { colours } from '@/lib/domain/group/colour'
import { laneProbeSchema } from './probe'
import { rowSchema } from './row'

const colourSchema = z.enum(colours)

const readinessSchema = z.object({
  state: z.enum(['ready', 'warned', 'blocked', 'unknown']),
  reasons: z.array(z.string()),
})

/** A blue-green group: `<name>`, `<name>-blue` and `<name>-green` of one namespace. */
export const groupSchema = z
  .object({
    cluster: z.string(),
    namespace: z.string(),
    name: z.string(),
    live: colourSchema.nullable(),
    members: z.object({ active: rowSchema.nullable(), blue: rowSchema.nullable(), green: rowSchema.nullable() }),
    /** Who answers at the target of each colour; null where its Service is missing or has no target. */
    probes: z.object({ blue: laneProbeSchema.nullable(), green: laneProbeSchema.nullable() }),
    readiness: readinessSchema,
  })
  .meta({ id: 'Group' })

export type Group = z.infer<typeof groupSchema>

export const groupsPageSchema = z
  .object({ items: z.array(groupSchema), total: z.number().int(), offset: z.number().int() })
  .meta({ id: 'GroupsPage' })

export type GroupsPage = z.infer<typeof groupsPageSchema>
