import { colours } from '@/lib/domain/group/colour'
import { groupRoles, liveColour, memberName, type RoleHolders } from '@/lib/domain/group/find-groups'
import { groupState } from '@/lib/domain/group/group-state'
import type { Answer } from './change-evidence'
import type { ServiceFacts } from './service-facts'

/** The members of a group as far as they are there. */
export interface GroupMembers {
  active: ServiceFacts | null
  blue: ServiceFacts | null
  green: ServiceFacts | null
}

const namesSaid = 5

/** The checks of a blue-green group: each role is held by one ExternalName, and the active one equals exactly one colour. */
export function checkGroup(group: string, members: GroupMembers, holders: RoleHolders): Answer[] {
  return [checkComplete(group, members, holders), checkLive(members, holders)]
}

function checkComplete(group: string, members: GroupMembers, holders: RoleHolders): Answer {
  const code = 'group-complete'
  const rivals = groupRoles.filter((role) => holders[role].length > 1)
  if (rivals.length > 0) {
    const evidence = rivals.map((role) => `${said(holders[role])} are labelled ${role}`).join('; ')
    return { code, state: 'block', title: 'A role of the group is held twice', evidence }
  }
  const problems = groupRoles.flatMap((role) => {
    const member = members[role]
    const name = holders[role][0] ?? memberName(group, role)
    if (member === null) return [`${name} does not exist`]
    if (member.type !== 'ExternalName') return [`${name} is of type ${member.type}`]
    return member.terminating ? [`${name} is being deleted`] : []
  })
  if (problems.length > 0) {
    return { code, state: 'block', title: 'The group is not complete', evidence: problems.join(', ') }
  }
  const evidence = groupRoles.flatMap((role) => holders[role]).join(', ')
  return { code, state: 'pass', title: 'The group is complete', evidence }
}

function checkLive(members: GroupMembers, holders: RoleHolders): Answer {
  const code = 'group-live'
  const live = liveColour(members.active, members.blue, members.green)
  if (live) {
    const evidence = members.active?.target ?? ''
    return { code, state: 'pass', title: `${live === 'blue' ? 'Blue' : 'Green'} is live`, evidence }
  }
  const targets = colours.map((colour) => `${colour}: ${members[colour]?.target ?? 'none'}`)
  const evidence = [`active: ${members.active?.target ?? 'none'}`, ...targets].join(', ')
  const title =
    groupState(members, holders) === 'same-target'
      ? 'Blue and green have the same target'
      : 'The active alias points at neither colour'
  return { code, state: 'block', title, evidence }
}

function said(names: readonly string[]): string {
  const shown = names.slice(0, namesSaid)
  const rest = names.length - shown.length
  return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(' and ')
}
