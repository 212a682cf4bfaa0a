/** What tells one state of a list from another: its rows' keys in order, and how many there are in all. */
export interface ListShape {
  keys: readonly string[]
  total: number
}

/**
 * How many rows would come, go or change place if `next` were shown instead of `shown`. In a list that goes on beyond the window, what comes
 * pushes as many out at the end: they count once.
 */
export function countUpdates(shown: ListShape, next: ListShape): number {
  const before = new Set(shown.keys)
  const after = new Set(next.keys)
  const added = next.keys.filter((key) => !before.has(key)).length
  const gone = shown.keys.filter((key) => !after.has(key)).length
  const places = new Map(shown.keys.map((key, place) => [key, place]))
  const common = next.keys.flatMap((key) => places.get(key) ?? [])
  const moved = common.length - longestRise(common)
  const goesOn = next.total > next.keys.length || shown.total > shown.keys.length
  return (goesOn ? Math.max(added, gone) : added + gone) + moved
}

/** Length of the longest increasing subsequence: the most rows that can keep their place. */
function longestRise(places: readonly number[]): number {
  const tails: number[] = []
  for (const place of places) {
    let low = 0
    let high = tails.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((tails[middle] ?? 0) < place) low = middle + 1
      else high = middle
    }
    tails[low] = place
  }
  return tails.length
}
