export interface TtlText {
  left: string
  highest: string
}

/** What is left of a TTL and its highest, in one unit: `212` of `300` (seconds), `1.9` of `2 h` from an hour up. */
export function formatTtl(leftSeconds: number, highestSeconds: number): TtlText {
  const highest = Math.max(leftSeconds, highestSeconds)
  if (highest < 3600) return { left: String(Math.round(leftSeconds)), highest: String(Math.round(highest)) }
  const [unit, divisor] = highest < 172_800 ? ['h', 3600] : ['d', 86_400]
  return { left: short(leftSeconds / divisor), highest: `${short(highest / divisor)} ${unit}` }
}

function short(value: number): string {
  return value >= 10 ? String(Math.round(value)) : String(Math.round(value * 10) / 10)
}
