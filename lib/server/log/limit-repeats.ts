import type { Clock } from '@/lib/domain/clock'
import type { LogLevel } from '@/lib/domain/log/log-level'
import type { LogFields } from '@/lib/domain/log/log-line'
import { BoundedMap } from '@/lib/server/access/bounded-map'
import type { Log } from './log'

export interface RepeatLimitOptions {
  /** How often in a minute entries with one event and message are written as they come. */
  most: number
  clock: Clock
}

interface Told {
  count: number
  left: number
  last: { level: LogLevel; fields: LogFields | undefined } | null
  cancel: () => void
}

const windowMs = 60_000
const remembered = 500

/**
 * A log that an outage or an attack does not flood: of entries with the same event and message so many are written in a minute, and at its end the
 * last of those left out, with `repeats`: how many they were.
 */
export function limitRepeats(log: Log, { most, clock }: RepeatLimitOptions): Log {
  const told = new BoundedMap<Told>(remembered, ({ cancel }) => cancel())
  return (level, event, message, fields) => {
    const key = `${event}\n${message}`
    const known = told.get(key)
    if (known !== undefined && known.count >= most) {
      known.left += 1
      known.last = { level, fields }
      return
    }
    if (known === undefined) {
      const cancel = clock.after(windowMs, () => {
        const { left = 0, last = null } = told.get(key) ?? {}
        told.delete(key)
        if (last !== null) log(last.level, event, message, { ...last.fields, repeats: left })
      })
      told.set(key, { count: 1, left: 0, last: null, cancel })
    } else known.count += 1
    log(level, event, message, fields)
  }
}
