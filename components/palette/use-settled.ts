'use client'

import { useEffect, useState } from 'react'

const pauseMs = 60

/** A text once it has not changed for a moment; a burst of keys asks the server once. */
export function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pauseMs)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
