import { useEffect, useEffectEvent } from 'react'

/** ⌘↵ or Ctrl+↵ plans, wherever focus is on the page; in an open panel the key is the panel's. */
export function usePlanKey(onPlan: () => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey) || event.repeat) return
    if (document.querySelector('[role="dialog"], dialog[open]') !== null) return
    event.preventDefault()
    onPlan()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event)
    document.addEventListener('keydown', listener)
    return () => document.removeEventListener('keydown', listener)
  }, [])
}
