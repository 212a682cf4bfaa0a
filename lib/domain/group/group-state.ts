import { normaliseHost } from '@/lib/domain/alias/normalise-host'
import { colours } from './colour'
import { type GroupRole, groupRoles, liveColour, type RoleHolders } from './find-groups'

/**
 * How a group stands: one colour is live; the active alias points at neither (which colour is live is not known); both colours have one target; a
 * member is missing or has no target; two Services hold one role.
 */
export const groupStates = ['complete', 'drifted', 'same-target', 'incomplete', 'ambiguous'] as const

export type GroupState = (typeof groupStates)[number]

interface Member {
  type: string
  target: string | null
  terminating?: boolean
}

export type MembersByRole<T> = Readonly<Record<GroupRole, T | null>>

export function groupState(members: MembersByRole<Member>, holders: RoleHolders): GroupState {
  if (groupRoles.some((role) => holders[role].length > 1)) return 'ambiguous'
  if (groupRoles.some((role) => !isInPlace(members[role]))) return 'incomplete'
  const [blue, green] = colours.map((colour) => normaliseHost(members[colour]?.target ?? ''))
  if (blue === green) return 'same-target'
  return liveColour(members.active, members.blue, members.green) === null ? 'drifted' : 'complete'
}

function isInPlace(member: Member | null): boolean {
  return member !== null && member.type === 'ExternalName' && member.target !== null && member.terminating !== true
}
