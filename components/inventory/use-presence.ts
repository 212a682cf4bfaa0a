'use client'

import { useRef } from 'react'

/** A mouse over an element or focus within it; a finger leaves no trace. */
export function usePresence(onPresence: (isPresent: boolean) => void) {
  const present = useRef({ pointer: false, focus: false })
  const tell = (change: Partial<{ pointer: boolean; focus: boolean }>) => {
    present.current = { ...present.current, ...change }
    onPresence(present.current.pointer || present.current.focus)
  }
  return {
    onPointerEnter: ({ pointerType }: { pointerType: string }) => tell({ pointer: pointerType !== 'touch' }),
    onPointerLeave: () => tell({ pointer: false }),
    onFocusCapture: () => tell({ focus: true }),
    onBlurCapture: () => tell({ focus: false }),
  }
}
