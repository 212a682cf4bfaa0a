'use client'

import { useEffect, useState } from 'react'

/** A text once it has not changed for a moment: what is dear to find is asked for once in a burst of keys. */
export function useSettled(text: string, pauseMs = 150): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pauseMs)
    return () => clearTimeout(timer)
  }, [text, pauseMs])
  return settled
}
