import { colours } from '@/lib/domain/group/colour'
import { liveColour } from '@/lib/domain/group/find-groups'
import type { Answer } from './change-evidence'
import type { ServiceFacts } from './service-facts'

/** The members of a group as far as they are there. */
export interface GroupMembers {
  active: ServiceFacts | null
  blue: ServiceFacts | null
  green: ServiceFacts | null
}

/** The checks of a blue-green group: all three members are ExternalName, and the active one equals exactly one colour. */
export function checkGroup(group: string, members: GroupMembers): Answer[] {
  return [checkComplete(group, members), checkLive(members)]
}

function checkComplete(group: string, { active, blue, green }: GroupMembers): Answer {
  const named: Array<[string, ServiceFacts | null]> = [
    [group, active],
    [`${group}-blue`, blue],
    [`${group}-green`, green],
  ]
  const code = 'group-complete'
  const problems = named.flatMap(([name, member]) => {
    if (member === null) return [`${name} does not exist`]
    if (member.type !== 'ExternalName') return [`${name} is of type ${member.type}`]
    return member.terminating ? [`${name} is being deleted`] : []
  })
  if (problems.length > 0) {
    return { code, state: 'block', title: 'The group is not complete', evidence: problems.join(', ') }
  }
  return { code, state: 'pass', title: 'The group is complete', evidence: named.map(([name]) => name).join(', ') }
}

function checkLive(members: GroupMembers): Answer {
  const code = 'group-live'
  const live = liveColour(members.active, members.blue, members.green)
  if (live) {
    const evidence = members.active?.target ?? ''
    return { code, state: 'pass', title: `${live === 'blue' ? 'Blue' : 'Green'} is live`, evidence }
  }
  const targets = colours.map((colour) => `${colour}: ${members[colour]?.target ?? 'none'}`)
  const evidence = [`active: ${members.active?.target ?? 'none'}`, ...targets].join(', ')
  const isBoth = members.blue?.target != null && members.blue.target === members.green?.target
  const title = isBoth ? 'Blue and green have the same target' : 'The active alias points at neither colour'
  return { code, state: 'block', title, evidence }
}
