'use client'

import { useEffect, useState } from 'react'

const pauseMs = 150

/** A text once it has not changed for a moment: what is dear to find is asked for once in a burst of keys. */
export function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pauseMs)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
