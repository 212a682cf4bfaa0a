'use client'

import { absoluteTime } from './format-age'
import { useTimeZone } from './use-time-zone'

interface TimeOfDayProps {
  at: string
  withSeconds?: boolean
}

/** The time of day where the reader is (the date is in the tooltip); UTC until the browser has taken over. */
export function TimeOfDay({ at, withSeconds = false }: TimeOfDayProps) {
  const zone = useTimeZone()
  const time = Date.parse(at)
  if (Number.isNaN(time)) return <span>{at}</span>
  const text = new Intl.DateTimeFormat('en-GB', {
    ...{ hour: '2-digit', minute: '2-digit', timeZone: zone },
    ...(withSeconds ? { second: '2-digit' } : {}),
  }).format(time)
  return (
    <time dateTime={at} title={absoluteTime(at)} className="whitespace-nowrap">
      {zone === 'UTC' && !withSeconds ? `${text} UTC` : text}
    </time>
  )
}
