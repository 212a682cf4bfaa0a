const minute = 60
const hour = 60 * minute
const day = 24 * hour
const month = 30 * day
const year = 365 * day

/** An age in one short unit, as every table shows it: `23 s`, `12 min`, `3 h`, `41 d`, `5 mo`, `2 y`. What lies ahead is `0 s`. */
export function formatAge(ageSeconds: number): string {
  const seconds = Math.max(0, Math.floor(ageSeconds))
  if (seconds < minute) return `${seconds} s`
  if (seconds < hour) return `${Math.floor(seconds / minute)} min`
  if (seconds < day) return `${Math.floor(seconds / hour)} h`
  if (seconds < 3 * month) return `${Math.floor(seconds / day)} d`
  if (seconds < year) return `${Math.floor(seconds / month)} mo`
  return `${Math.floor(seconds / year)} y`
}

/** The age of an ISO time at `nowMs`; null when it is no time. */
export function ageOf(iso: string, nowMs: number): string | null {
  const at = Date.parse(iso)
  return Number.isNaN(at) ? null : formatAge((nowMs - at) / 1000)
}

const absolute = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'medium',
  timeStyle: 'medium',
  timeZone: 'UTC',
})

/** `23 Nov 2026, 22:48:01 UTC`: the same on server and browser. */
export function absoluteTime(iso: string): string {
  const at = Date.parse(iso)
  return Number.isNaN(at) ? iso : `${absolute.format(at)} UTC`
}
