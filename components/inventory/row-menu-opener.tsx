'use client'

import { lazy, type RefObject, Suspense, useEffect, useRef, useState } from 'react'
import { useShortcuts } from '@/components/session/shortcuts'
import type { Row } from '@/lib/contract/row'

const RowMenu = lazy(() => import('./row-menu').then((module) => ({ default: module.RowMenu })))

interface RowMenuOpenerProps {
  scroller: RefObject<HTMLElement | null>
  rowAt: (line: number) => Row | undefined
  current: number
  onSelect: (line: number) => void
}

/** The one menu of all rows: opened by the button that a row shows under the pointer, or by `m` for the current one. */
export function RowMenuOpener({ scroller, rowAt, current, onSelect }: RowMenuOpenerProps) {
  const [at, setAt] = useState<{ line: number; row: Row } | null>(null)
  const [isOpen, setOpen] = useState(false)
  const anchor = useRef<HTMLElement>(null)
  const openAt = (button: HTMLElement | null, line: number) => {
    const row = rowAt(line)
    if (row === undefined || button === null) return
    anchor.current = button
    setAt({ line, row })
    setOpen(true)
  }
  const latest = useRef(openAt)
  useEffect(() => {
    latest.current = openAt
  })
  useEffect(() => {
    const element = scroller.current
    const onClick = ({ target }: MouseEvent) => {
      const button = target instanceof Element ? target.closest<HTMLElement>('[data-menu]') : null
      if (button) latest.current(button, Number(button.dataset.menu))
    }
    element?.addEventListener('click', onClick)
    return () => element?.removeEventListener('click', onClick)
  }, [scroller])
  useShortcuts({
    m: () => openAt(scroller.current?.querySelector<HTMLElement>(`a[data-index="${current}"]`) ?? null, current),
  })
  if (at === null) return null
  return (
    <Suspense fallback={null}>
      <RowMenu
        align={anchor.current?.matches('a') ? 'start' : 'end'}
        anchor={anchor}
        open={isOpen}
        onOpenChange={setOpen}
        row={at.row}
        onSelect={() => onSelect(at.line)}
      />
    </Suspense>
  )
}
