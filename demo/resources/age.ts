/** How long ago, as kubectl writes it: `45s`, `3m20s`, `5h`, `2d4h`. */
export function age(since: string, now: Date): string {
  const at = Date.parse(since)
  if (Number.isNaN(at)) return '<unknown>'
  const seconds = Math.floor((now.getTime() - at) / 1000)
  if (seconds < -1) return '<invalid>'
  if (seconds < 0) return '0s'
  if (seconds < 120) return `${seconds}s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 10) return withRest(`${minutes}m`, seconds % 60, 's')
  if (minutes < 180) return `${minutes}m`
  const hours = Math.floor(minutes / 60)
  if (hours < 8) return withRest(`${hours}h`, minutes % 60, 'm')
  if (hours < 48) return `${hours}h`
  const days = Math.floor(hours / 24)
  if (hours < 192) return withRest(`${days}d`, hours % 24, 'h')
  if (days < 730) return `${days}d`
  const years = Math.floor(days / 365)
  return days < 2920 ? withRest(`${years}y`, days % 365, 'd') : `${years}y`
}

const withRest = (text: string, rest: number, unit: string) => (rest === 0 ? text : `${text}${rest}${unit}`)
