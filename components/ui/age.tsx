'use client'

import { clsx } from 'clsx'
import { absoluteTime, ageOf } from './format-age'
import { useTimed } from './now'

interface AgeProps {
  at: string
  /** Words after the age, such as `ago`. */
  suffix?: string
  /** Accent while younger than 60 s. */
  fresh?: boolean
  className?: string
}

/** A ticking age with the absolute time in its tooltip. */
export function Age({ at, suffix, fresh = false, className }: AgeProps) {
  const age = useTimed((nowMs) => ageOf(at, nowMs))
  if (age === null) return <span className={clsx('text-fg-3', className)}>—</span>
  return (
    <time
      dateTime={at}
      title={absoluteTime(at)}
      className={clsx('whitespace-nowrap', fresh && isInSeconds(age) && 'font-medium text-accent', className)}
    >
      {suffix ? `${age} ${suffix}` : age}
    </time>
  )
}

/** Ages are given in seconds up to the first minute. */
function isInSeconds(age: string): boolean {
  return age.endsWith(' s')
}
