import { z } from 'zod'
import { colours } from '@/lib/domain/group/colour'
import { groupStates } from '@/lib/domain/group/group-state'
import { readinessStates } from '@/lib/domain/group/readiness-state'
import { precheckSchema } from './changes'
import { laneProbeSchema } from './probe'
import { rowSchema } from './row'

const colourSchema = z.enum(colours)

const readinessSchema = z.object({
  state: z.enum(readinessStates),
  /** Sentences, worst first. */
  reasons: z.array(z.string()),
  /** The prechecks of a switch as far as they can stand, from what is known already; `lane` is the colour that one is about. */
  checks: z.array(precheckSchema.extend({ lane: colourSchema.nullable() })),
})

/** A blue-green group of one namespace: Services labelled `signpost/group` and `signpost/role`, else `<name>`, `<name>-blue` and `<name>-green`. */
export const groupSchema = z
  .object({
    cluster: z.string(),
    namespace: z.string(),
    name: z.string(),
    state: z.enum(groupStates),
    live: colourSchema.nullable(),
    members: z.object({ active: rowSchema.nullable(), blue: rowSchema.nullable(), green: rowSchema.nullable() }),
    /** The names of the Services that hold each role, 10 at most; a member is null where there is none or more than one. */
    holders: z.object({ active: z.array(z.string()), blue: z.array(z.string()), green: z.array(z.string()) }),
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
