'use client'

import { useSyncExternalStore } from 'react'
import { absoluteTime } from './format-age'

const never = () => () => undefined

/** The time of day where the reader is (the date is in the tooltip), with seconds when `precise`; UTC until the browser has taken over. */
export function TimeOfDay({ at, precise = false }: { at: string; precise?: boolean }) {
  const zone = useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => 'UTC',
  )
  const time = Date.parse(at)
  if (Number.isNaN(time)) return <span>{at}</span>
  const text = new Intl.DateTimeFormat('en-GB', { timeStyle: precise ? 'medium' : 'short', timeZone: zone }).format(
    time,
  )
  return (
    <time dateTime={at} title={absoluteTime(at)} className="whitespace-nowrap">
      {zone === 'UTC' ? `${text} UTC` : text}
    </time>
  )
}
