'use client'

import { type ComponentProps, type ReactNode, Suspense, useRef, useState } from 'react'
import type { MenuPanel } from './menu'

interface MenuButtonProps extends Omit<ComponentProps<'button'>, 'onClick' | 'onPointerDown' | 'ref'> {
  /** The menu, best a lazy component: it is drawn from the first time it is opened. */
  panel: (panel: MenuPanel) => ReactNode
  open?: boolean
  onOpenChange?: (open: boolean) => void
}

/** A button that opens a menu which is loaded only then. */
export function MenuButton({ panel, open, onOpenChange, children, ...rest }: MenuButtonProps) {
  const anchor = useRef<HTMLButtonElement>(null)
  const [isOwnOpen, setOwnOpen] = useState(false)
  const isOpen = open ?? isOwnOpen
  const [isNeeded, setNeeded] = useState(isOpen)
  if (isOpen && !isNeeded) setNeeded(true)
  // A press on the button of an open menu closes it on the way down; the click that follows must not open it again.
  const wasOpen = useRef(false)
  const change = (next: boolean) => {
    setOwnOpen(next)
    onOpenChange?.(next)
  }
  return (
    <>
      <button
        {...rest}
        type="button"
        ref={anchor}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onPointerDown={() => {
          wasOpen.current = isOpen
        }}
        onClick={() => {
          change(!wasOpen.current)
          wasOpen.current = false
        }}
      >
        {children}
      </button>
      {isNeeded && <Suspense fallback={null}>{panel({ anchor, open: isOpen, onOpenChange: change })}</Suspense>}
    </>
  )
}
