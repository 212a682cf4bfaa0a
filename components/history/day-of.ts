import type { ChangeView } from '@/lib/contract/changes'

export interface HistoryDay {
  /** `2026-11-23` where the reader is. */
  key: string
  items: ChangeView[]
}

const dayMs = 86_400_000

/** Changes by the day they were made on, in their order. */
export function byDay(changes: readonly ChangeView[], zone: string): HistoryDay[] {
  const days: HistoryDay[] = []
  for (const change of changes) {
    const key = dayKey(Date.parse(change.at), zone)
    const last = days.at(-1)
    if (last?.key === key) last.items.push(change)
    else days.push({ key, items: [change] })
  }
  return days
}

/** The date of a time in a zone, as ISO 8601 writes it. */
export function dayKey(atMs: number, zone: string): string {
  return new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', timeZone: zone }).format(atMs || 0)
}

/** `Today, Monday`, `Saturday`, `Monday, 2 November`, `Monday, 2 November 2025` */
export function dayWords(key: string, todayKey: string): string {
  const [at, today] = [Date.parse(key), Date.parse(todayKey)]
  const say = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' }).format(at)
  const daysAgo = Math.round((today - at) / dayMs)
  const weekday = say({ weekday: 'long' })
  if (daysAgo === 0) return `Today, ${weekday}`
  if (daysAgo === 1) return `Yesterday, ${weekday}`
  if (daysAgo > 1 && daysAgo < 7) return weekday
  const isThisYear = key.slice(0, 4) === todayKey.slice(0, 4)
  return `${weekday}, ${say({ day: 'numeric', month: 'long', ...(isThisYear ? {} : { year: 'numeric' }) })}`
}
