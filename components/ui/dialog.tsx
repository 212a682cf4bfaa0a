'use client'

import { Dialog as Base } from '@base-ui/react/dialog'
import type { ReactNode } from 'react'
import { IconButton } from './icon-button'

interface DialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  children: ReactNode
}

/** A small panel in the middle, for what needs no decision; Esc closes it, and not the sheet that it may have been opened from. */
export function Dialog({ open, onOpenChange, title, children }: DialogProps) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop
          forceRender
          className="fixed inset-0 z-20 bg-scrim transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0"
        />
        <Base.Popup className="fixed top-1/2 left-1/2 z-20 max-h-[calc(100dvh-2rem)] w-[min(440px,calc(100vw-2rem))] -translate-1/2 overflow-y-auto rounded-12 bg-raised shadow-pop outline-none transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0">
          <div className="flex h-12 items-center justify-between border-b border-line pr-2 pl-5">
            <Base.Title className="text-15 font-semibold tracking-[-0.01em]">{title}</Base.Title>
            <Base.Close render={<IconButton icon="x" label="Close" />} />
          </div>
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
