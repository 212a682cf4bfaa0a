/** Order of two texts by code unit, which is the same everywhere; for sorting. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
