'use client'

import { useSyncExternalStore } from 'react'
import { absoluteTime } from './format-age'

const never = () => () => undefined

/** The time of day where the reader is (the date is in the tooltip); UTC until the browser has taken over. */
export function TimeOfDay({ at }: { at: string }) {
  const zone = useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => 'UTC',
  )
  const time = Date.parse(at)
  if (Number.isNaN(time)) return <span>{at}</span>
  const text = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: zone }).format(time)
  return (
    <time dateTime={at} title={absoluteTime(at)} className="whitespace-nowrap">
      {zone === 'UTC' ? `${text} UTC` : text}
    </time>
  )
}
