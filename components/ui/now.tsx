'use client'

import { createContext, type ReactNode, use, useSyncExternalStore } from 'react'

const ServerNow = createContext(0)

/** Carries the time of the server's render, so that the first text in the browser is the one that was sent. */
export function NowProvider({ nowMs, children }: { nowMs: number; children: ReactNode }) {
  return <ServerNow value={nowMs}>{children}</ServerNow>
}

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    for (const each of listeners) each()
  }, 1000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** A value that depends on the time, looked at once a second; the component renders again only when the value changes. */
export function useTimed<Value extends string | number | boolean | null>(read: (nowMs: number) => Value): Value {
  const serverNow = use(ServerNow)
  return useSyncExternalStore(
    subscribe,
    () => read(Date.now()),
    () => read(serverNow),
  )
}
