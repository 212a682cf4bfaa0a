/** `0:23`, `12:05`. */
export function clockText(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** A time that is left, in the unit that fits: `13 s`, `29 min`. */
export function leftWords(seconds: number): string {
  if (seconds <= 0) return 'any moment'
  return `${spanWords(seconds)} left`
}

/** A span of time in the unit that fits: `90 s`, `30 min`, `5 h`, `2 d`. */
export function spanWords(seconds: number): string {
  if (seconds < 120) return `${seconds} s`
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`
  return seconds < 48 * 3600 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} d`
}

/** How long something took: `< 0.1 s`, `0.4 s`, `12 s`, `1:12`. */
export function tookWords(seconds: number): string {
  if (seconds < 0.1) return '< 0.1 s'
  return seconds < 60 ? `${seconds.toFixed(seconds < 10 ? 1 : 0)} s` : clockText(Math.floor(seconds))
}
