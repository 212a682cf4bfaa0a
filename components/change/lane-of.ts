import type { Group } from '@/lib/contract/groups'
import { normaliseHost } from '@/lib/domain/alias/normalise-host'
import { type Colour, colours } from '@/lib/domain/group/colour'

/** The lane that a target belongs to, when it is one of the group's. */
export function laneOf(target: string | null, members: Group['members'] | null): Colour | null {
  if (target === null) return null
  const host = normaliseHost(target)
  return colours.find((colour) => members?.[colour]?.target === host) ?? null
}

/** What a target is called in a few words: its lane, else its name. */
export function targetWords(target: string | null, members: Group['members'] | null): string {
  return laneOf(target, members) ?? target ?? 'no external name'
}
