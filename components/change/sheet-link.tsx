'use client'

import { useQueryStates } from 'nuqs'
import { createContext, type RefObject, use, useEffect } from 'react'
import type { ChangeFlowState } from './change-flow'
import { changeLinkParams, linkOf, noLink } from './change-link'

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
    shown.current = change ?? plan
    void setLink({ change, plan, phase })
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
