const longestText = 160
const mostEntries = 2
const maps = new Set(['facet', 'labels', 'annotations', 'can'])

/** An answer as a page shows it: lists cut to their first entry (two where they hold scalars), maps to two, long texts to their beginning. */
export function shortenAnswer(value: unknown, name = ''): unknown {
  if (typeof value === 'string') return value.length > longestText ? `${value.slice(0, longestText)}…` : value
  if (Array.isArray(value)) {
    const isFlat = value.every((each) => typeof each !== 'object' || each === null)
    return value.slice(0, isFlat ? mostEntries : 1).map((each) => shortenAnswer(each))
  }
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value)
  const isMap = maps.has(name)
  return Object.fromEntries(
    (isMap ? members.slice(0, mostEntries) : members).map(([key, each]) => [
      key,
      shortenAnswer(each, name === 'facets' ? 'facet' : key),
    ]),
  )
}
