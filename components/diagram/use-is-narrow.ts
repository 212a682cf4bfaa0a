import { useSyncExternalStore } from 'react'

const query = '(max-width: 720px)'

/** Whether the page has one column; false on the server. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia?.(query).matches ?? false,
    () => false,
  )
}

function subscribe(listener: () => void): () => void {
  const list = window.matchMedia?.(query)
  list?.addEventListener('change', listener)
  return () => list?.removeEventListener('change', listener)
}
