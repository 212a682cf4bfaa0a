import { useSyncExternalStore } from 'react'

const never = () => () => undefined

/** The reader's time zone; UTC until the browser has taken over. */
export function useTimeZone(): string {
  return useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => 'UTC',
  )
}
