/** Whether a figure is too high, with the moments that decide when that changes. */
export interface Level {
  readonly isHigh: boolean
  /** Since when it has been at its limit or above, while it is not yet high for that; null below. */
  readonly aboveSinceMs: number | null
  /** Since when it has been calm, while it is still high; null above. */
  readonly calmSinceMs: number | null
}

export interface LevelRule {
  /** High from here on, once that lasted `afterMs`. */
  from: number
  /** No longer high below this, once that lasted `calmMs`. */
  below: number
  afterMs: number
  calmMs: number
}

export const calm: Level = { isHigh: false, aboveSinceMs: null, calmSinceMs: null }

/** The level after one more figure. Between `below` and `from` it stays what it was, so that it does not come and go. */
export function judgeLevel(previous: Level, value: number, rule: LevelRule, nowMs: number): Level {
  if (!previous.isHigh) {
    if (value < rule.from) return calm
    const aboveSinceMs = previous.aboveSinceMs ?? nowMs
    const isHigh = nowMs - aboveSinceMs >= rule.afterMs
    return { isHigh, aboveSinceMs: isHigh ? null : aboveSinceMs, calmSinceMs: null }
  }
  if (value >= rule.below) return { ...previous, calmSinceMs: null }
  const calmSinceMs = previous.calmSinceMs ?? nowMs
  return nowMs - calmSinceMs >= rule.calmMs ? calm : { ...previous, calmSinceMs }
}
