import { compareText } from '@/lib/domain/compare-text'
import { type Metadata, type PracticeKey, practiceKeys, practiceValue } from './metadata-practice'

export interface PracticeCount extends Pick<PracticeKey, 'map' | 'key'> {
  /** How many of the Services carry it. */
  carriedBy: number
  /** What more than half of all of them say alike; null where they do not, and for what is said of one Service alone. */
  common: { value: string; carriedBy: number } | null
}

const longestCommon = 253

/** How many of some Services carry each label and annotation of the practice, and the value that most of them have in common. */
export function practiceCounts(services: Iterable<Metadata>): PracticeCount[] {
  const tallies = practiceKeys.map((practice) => ({ practice, carriedBy: 0, values: new Map<string, number>() }))
  let total = 0
  for (const metadata of services) {
    total += 1
    for (const tally of tallies) {
      const value = practiceValue(metadata, tally.practice)
      if (value === '') continue
      tally.carriedBy += 1
      if (tally.practice.isShared) tally.values.set(value, (tally.values.get(value) ?? 0) + 1)
    }
  }
  return tallies.map(({ practice: { map, key }, carriedBy, values }) => {
    const [common] = [...values].sort(([a, m], [b, n]) => n - m || compareText(a, b))
    return { map, key, carriedBy, common: common === undefined ? null : agreed(common, total) }
  })
}

function agreed([value, carriedBy]: [string, number], total: number): PracticeCount['common'] {
  const isShort = value.length <= longestCommon && !/\p{Cc}/u.test(value)
  return isShort && carriedBy > 1 && carriedBy * 2 > total ? { value, carriedBy } : null
}
