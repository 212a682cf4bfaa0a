import { normaliseHost } from '@/lib/domain/alias/normalise-host'
import { type Colour, colours } from './colour'

export const groupLabel = 'signpost/group'
export const roleLabel = 'signpost/role'

export const groupRoles = ['active', ...colours] as const

export type GroupRole = (typeof groupRoles)[number]

export interface GroupMembership {
  name: string
  role: GroupRole
}

/** The names of the Services that hold each role of a group, in alphabetical order: none is missing, more than one is ambiguous. */
export type RoleHolders = Readonly<Record<GroupRole, readonly string[]>>

type Labels = Readonly<Record<string, string>>

/** The Services of one namespace, as the rule of groups looks at them. */
export interface GroupSurroundings {
  /** Null where there is no Service of this name. */
  labelsOf(name: string): Labels | null
  /** The names of the Services whose labels claim a role of a group. */
  claimants(group: string, role: GroupRole): readonly string[]
}

interface HasTarget {
  target: string | null
}

/**
 * The group that a Service belongs to and as what, or null: as its labels `signpost/group` and `signpost/role` say; else by its name, once two of
 * `<name>`, `<name>-blue` and `<name>-green` exist. A name that fits twice is the colour, not the active one.
 */
export function groupMembership(name: string, around: GroupSurroundings): GroupMembership | null {
  const stated = statedMembership(around.labelsOf(name) ?? {})
  if (stated !== null) return stated
  for (const role of [...colours, 'active'] as const) {
    const group = groupNameOf(name, role)
    if (group === null) continue
    const holders = roleHolders(group, around)
    if (holders[role].includes(name) && isGroup(group, holders, around)) return { name: group, role }
  }
  return null
}

/** Who holds each role of a group: the Services whose labels claim it, and where none does, the one of that name, unless its labels lead it elsewhere. */
export function roleHolders(group: string, around: GroupSurroundings): RoleHolders {
  const holdersOf = (role: GroupRole): readonly string[] => {
    const claimants = around.claimants(group, role)
    if (claimants.length > 0) return [...claimants].sort()
    const name = memberName(group, role)
    const labels = around.labelsOf(name)
    return labels !== null && statedMembership(labels) === null ? [name] : []
  }
  return { active: holdersOf('active'), blue: holdersOf('blue'), green: holdersOf('green') }
}

/** What the labels of a Service say it is; null when they name no group or no role that there is. */
export function statedMembership(labels: Labels): GroupMembership | null {
  const name = labels[groupLabel]
  const role = groupRoles.find((known) => known === labels[roleLabel])
  return name && role ? { name, role } : null
}

/** The colour whose target the active alias has; null when that is neither or both, or the active one has none. Targets may be raw. */
export function liveColour(active: HasTarget | null, blue: HasTarget | null, green: HasTarget | null): Colour | null {
  const target = hostOf(active)
  const isBlue = hostOf(blue) === target
  const isGreen = hostOf(green) === target
  if (target === null || isBlue === isGreen) return null
  return isBlue ? 'blue' : 'green'
}

/** The Service's name that a role of a group has where no label says otherwise. */
export function memberName(group: string, role: GroupRole): string {
  return role === 'active' ? group : `${group}-${role}`
}

function hostOf(member: HasTarget | null): string | null {
  return member?.target ? normaliseHost(member.target) : null
}

function groupNameOf(name: string, role: GroupRole): string | null {
  if (role === 'active') return name
  const suffix = `-${role}`
  return name.length > suffix.length && name.endsWith(suffix) ? name.slice(0, -suffix.length) : null
}

function isGroup(group: string, holders: RoleHolders, around: GroupSurroundings): boolean {
  if (groupRoles.some((role) => around.claimants(group, role).length > 0)) return true
  return groupRoles.filter((role) => holders[role].length > 0).length >= 2
}
