const firstDelayMs = 200
const maxDelayMs = 3_000
const slowDelayMs = 30_000
const quickDenials = 8

/** How long to wait after so many failures in a row: doubling from 200 ms to at most 3 s, the upper half of it at random. */
export function backoffMs(failures: number, random: () => number): number {
  if (failures <= 0) return 0
  return jitter(Math.min(maxDelayMs, firstDelayMs * 2 ** Math.min(failures - 1, 10)), random)
}

/**
 * How long to wait after so many denials in a row: as after failures at first, because an API server that has just started denies until it
 * has read its roles; then 15 to 30 s.
 */
export function denialBackoffMs(denials: number, random: () => number): number {
  return denials <= quickDenials ? backoffMs(denials, random) : jitter(slowDelayMs, random)
}

function jitter(delayMs: number, random: () => number): number {
  return delayMs * (0.5 + random() / 2)
}
