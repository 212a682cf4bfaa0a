'use client'

import { useQueryStates } from 'nuqs'
import { createContext, type RefObject, use, useEffect } from 'react'
import type { ChangeFlowState } from './change-flow'
import { changeLinkParams, linkOf, noLink, planParam } from './change-link'

/** What the open sheet says in the address, so that whoever opens sheets by their link leaves it alone. */
export const ShownLink = createContext<RefObject<string | null>>({ current: null })

/** Keeps the address at what the open sheet shows, so that it can be sent and opened again. */
export function SheetLink({ state }: { state: ChangeFlowState }) {
  const shown = use(ShownLink)
  const [, setLink] = useQueryStates(changeLinkParams)
  const { change, plan, phase } = linkOf(state)
  const isOpening = state.at.step === 'opening'
  useEffect(() => {
    // The address already says what is being opened.
    if (isOpening) return
    let isCurrent = true
    const say = (packed: string | null) => {
      if (!isCurrent) return
      shown.current = change ?? packed
      void setLink({ change, plan: packed, phase: packed === null ? null : phase })
    }
    const packed = plan === null ? null : planParam(plan)
    if (packed instanceof Promise) void packed.then(say)
    else say(packed)
    return () => {
      isCurrent = false
    }
  }, [shown, setLink, change, plan, phase, isOpening])
  useEffect(
    () => () => {
      shown.current = null
      void setLink(noLink)
    },
    [shown, setLink],
  )
  return null
}
