import type { ChangeView } from '@/lib/contract/changes'
import { type AttemptOutcome, attemptOutcome } from '@/lib/domain/change/attempt-outcome'
import { BoundedMap } from '@/lib/server/access/bounded-map'
import type { ChangeListener } from './change-feed'

const remembered = 2_000

/** Listens for what attempts of this console come to, and hands each outcome on once. */
export function attemptListener(tell: (change: ChangeView, outcome: AttemptOutcome) => void): ChangeListener {
  const told = new BoundedMap<true>(remembered)
  return (change, source) => {
    const outcome = attemptOutcome(change.state)
    const key = `${change.id}.${change.state}`
    if (source !== 'engine' || outcome === null || told.get(key)) return
    told.set(key, true)
    tell(change, outcome)
  }
}
