import { normaliseHost } from '@/lib/domain/alias/normalise-host'
import type { Colour } from './colour'

/** The colour whose target the active alias has, null when that is neither or both. Targets may be raw; null is a missing member. */
export function liveColour(active: string | null, blue: string | null, green: string | null): Colour | null {
  if (active === null) return null
  const target = normaliseHost(active)
  const isBlue = blue !== null && normaliseHost(blue) === target
  const isGreen = green !== null && normaliseHost(green) === target
  if (isBlue === isGreen) return null
  return isBlue ? 'blue' : 'green'
}
