'use client'

import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, use, useEffect, useState, useSyncExternalStore } from 'react'
import { browserPlatform } from '@/lib/client/browser-platform'
import { openEventStream } from '@/lib/client/event-stream'
import { LiveCache } from '@/lib/client/live-cache'
import { type LiveSnapshot, LiveState } from '@/lib/client/live-state'
import { cacheKeys } from '@/lib/client/queries'

const Live = createContext(new LiveState())

/** Keeps the cache fresh from the stream for as long as the console is open, and says aloud what became worse. */
export function LiveUpdates({ children }: { children: ReactNode }) {
  const queryClient = useQueryClient()
  const [state] = useState(() => new LiveState())
  useEffect(() => {
    const platform = browserPlatform()
    const cache = new LiveCache({ queryClient, state, now: Date.now, after: platform.after })
    // An EventSource does not say why it was refused; the session does.
    let wasLost = false
    const close = openEventStream({
      url: '/api/v1/events',
      platform,
      onEvent: (event) => cache.apply(event),
      onState: (connection) => {
        state.set({ connection })
        if (connection === 'reconnecting' || wasLost)
          void queryClient.invalidateQueries({ queryKey: cacheKeys.session })
        wasLost = connection === 'reconnecting' || connection === 'stale'
      },
    })
    return () => {
      close()
      cache.close()
    }
  }, [queryClient, state])
  return (
    <Live value={state}>
      {children}
      <Announcer />
    </Live>
  )
}

/** What is known of the stream. */
export function useLive(): LiveSnapshot {
  const state = use(Live)
  return useSyncExternalStore(state.subscribe, state.snapshot, state.snapshot)
}

function Announcer() {
  const { announcement } = useLive()
  return (
    <div role="log" aria-live="polite" aria-label="Verdicts that became worse" className="sr-only">
      {announcement}
    </div>
  )
}
