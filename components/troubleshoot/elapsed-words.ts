/** How long something took: `4 ms`, `3.1 s`. */
export function elapsedWords(elapsedMs: number): string {
  return elapsedMs >= 1000 ? `${(elapsedMs / 1000).toFixed(1)} s` : `${Math.max(1, Math.round(elapsedMs))} ms`
}
