'use client'

import { useQueryStates } from 'nuqs'
import { lazy, type ReactNode, Suspense, use, useEffect, useRef, useState } from 'react'
import { type ChangeLink, changeLinkParams } from './change-link'
import { ShownLink } from './sheet-link'

const LinkedSheet = lazy(() => import('./linked-sheet').then((module) => ({ default: module.LinkedSheet })))

/** Opens the sheet that the address names, on whichever page, unless it is open already. */
export function ChangeLinkProvider({ children }: { children: ReactNode }) {
  const shown = useRef<string | null>(null)
  return (
    <ShownLink value={shown}>
      {children}
      <Suspense fallback={null}>
        <Opener />
      </Suspense>
    </ShownLink>
  )
}

function Opener() {
  const shown = use(ShownLink)
  const [{ change, plan, phase }] = useQueryStates(changeLinkParams)
  const [opened, setOpened] = useState<(ChangeLink & { turn: number }) | null>(null)
  useEffect(() => {
    const wanted = change ?? plan
    if (wanted === null || wanted === shown.current) return
    setOpened((before) => ({ change, plan, phase, turn: (before?.turn ?? 0) + 1 }))
  }, [shown, change, plan, phase])
  return opened && <LinkedSheet key={opened.turn} link={opened} />
}
