/**
 * The first `count` of what sorting gives, without sorting the rest: a window of a long list needs no order beyond its end. The order has to be
 * total. `items` may be put in order by it.
 */
export function firstSorted<Item>(items: Item[], count: number, compare: (a: Item, b: Item) => number): Item[] {
  // Above a part of the list the engine's own sort is faster.
  if (count * 8 > items.length) return items.sort(compare).slice(0, count)
  const first: Item[] = []
  for (const item of items) {
    const last = first.at(-1)
    if (first.length === count && last !== undefined && compare(item, last) >= 0) continue
    first.splice(placeOf(item, first, compare), 0, item)
    if (first.length > count) first.pop()
  }
  return first
}

function placeOf<Item>(item: Item, sorted: readonly Item[], compare: (a: Item, b: Item) => number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const other = sorted[middle]
    if (other !== undefined && compare(item, other) < 0) high = middle
    else low = middle + 1
  }
  return low
}
