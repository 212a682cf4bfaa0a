/** How long an answer took: `14 ms`, `3.1 s`. */
export function tookMs(elapsedMs: number): string {
  return elapsedMs >= 1000 ? `${(elapsedMs / 1000).toFixed(1)} s` : `${Math.round(elapsedMs)} ms`
}
