import type { VantageAnswer } from '@/lib/domain/resolution/resolution'

const times: ReadonlySet<string> = new Set(['askedAt', 'elapsedMs'])
const timesAndTtls: ReadonlySet<string> = new Set([...times, 'ttlSeconds'])

/** Whether two rows of answers look the same: compared without times, and without the TTL left where nobody looks. */
export function sameAnswers(a: readonly VantageAnswer[], b: readonly VantageAnswer[], withTtls: boolean): boolean {
  return isSame(a, b, withTtls ? times : timesAndTtls)
}

function isSame(a: unknown, b: unknown, ignored: ReadonlySet<string>): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((item, index) => isSame(item, b[index], ignored))
    )
  }
  const keys = Object.keys(a)
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => {
      if (!Object.hasOwn(b, key)) return false
      return ignored.has(key) || isSame(Reflect.get(a, key), Reflect.get(b, key), ignored)
    })
  )
}
