import { normaliseHost } from '@/lib/domain/alias/normalise-host'
import { type Colour, colours } from './colour'

export type GroupRole = 'active' | Colour

export interface GroupMembership {
  name: string
  role: GroupRole
}

interface HasTarget {
  target: string | null
}

/**
 * The group that a Service belongs to and as what, or null. A group is there once two of `<name>`, `<name>-blue` and `<name>-green` exist
 * in the namespace; a name that fits twice is the colour, not the active one.
 */
export function groupRoleOf(name: string, exists: (name: string) => boolean): GroupMembership | null {
  for (const colour of colours) {
    const group = groupNameOf(name, colour)
    if (group !== null && isGroup(group, exists)) return { name: group, role: colour }
  }
  return isGroup(name, exists) ? { name, role: 'active' } : null
}

/** The colour whose target the active alias has; null when that is neither or both, or the active one has none. Targets may be raw. */
export function liveColour(active: HasTarget | null, blue: HasTarget | null, green: HasTarget | null): Colour | null {
  const target = hostOf(active)
  const isBlue = hostOf(blue) === target
  const isGreen = hostOf(green) === target
  if (target === null || isBlue === isGreen) return null
  return isBlue ? 'blue' : 'green'
}

/** The Service's name that a role of a group has. */
export function memberName(group: string, role: GroupRole): string {
  return role === 'active' ? group : `${group}-${role}`
}

function hostOf(member: HasTarget | null): string | null {
  return member?.target ? normaliseHost(member.target) : null
}

function groupNameOf(name: string, colour: Colour): string | null {
  const suffix = `-${colour}`
  return name.length > suffix.length && name.endsWith(suffix) ? name.slice(0, -suffix.length) : null
}

function isGroup(group: string, exists: (name: string) => boolean): boolean {
  const members = [group, ...colours.map((colour) => memberName(group, colour))]
  return members.filter(exists).length >= 2
}
