import type { ChangeView } from '@/lib/contract/changes'
import type { Group } from '@/lib/contract/groups'
import { normaliseHost } from '@/lib/domain/alias/normalise-host'
import { placeOf } from '@/lib/domain/change/endpoint'
import { type Colour, colours } from '@/lib/domain/group/colour'

/** The lane that a target belongs to, when it is one of the group's. */
export function laneOf(target: string | null, members: Group['members'] | null): Colour | null {
  if (target === null) return null
  const host = normaliseHost(target)
  return colours.find((colour) => members?.[colour]?.target === host) ?? null
}

/** The target, else the addresses or pods that the Service leads to, and that there is no Service where there is none; null where it leads to neither. */
export function leadOf(place: ChangeView['to']): string | null {
  if (place.type === 'absent') return 'no Service'
  const words = placeOf(place)
  return words === place.type ? null : words
}

/** What a target is called in a few words: its lane, else its name. */
export function targetWords(target: string | null, members: Group['members'] | null): string {
  return laneOf(target, members) ?? target ?? 'no external name'
}
