import { useEffect, useEffectEvent } from 'react'
import { isSingleKey } from '@/components/session/shortcuts'

/** `u` undoes from anywhere in an open sheet, as its button does; null where Undo is not offered. */
export function useUndoKey(undo: (() => void) | null): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (undo === null || event.key !== 'u' || event.repeat || !isSingleKey(event)) return
    event.preventDefault()
    undo()
  })
  const isOffered = undo !== null
  useEffect(() => {
    if (!isOffered) return
    // On the document, so that the keys of the page behind the sheet find this one taken.
    const listener = (event: KeyboardEvent) => onKey(event)
    document.addEventListener('keydown', listener)
    return () => document.removeEventListener('keydown', listener)
  }, [isOffered])
}
