'use client'

import { Dialog } from '@base-ui/react/dialog'
import type { ReactNode, RefObject } from 'react'
import { IconButton } from './icon-button'

interface SheetProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: ReactNode
  /** Beside the title at the right, such as the steps. */
  headExtra?: ReactNode
  children: ReactNode
  /** The foot: the plan's hash, and one ink button. */
  foot?: ReactNode
  /** Where focus goes when it opens; the first control by default. */
  initialFocus?: RefObject<HTMLElement | null>
}

/** A panel from the right, 1040 px; from below on narrow screens. It holds focus and gives it back; Esc closes it. */
export function Sheet({ open, onOpenChange, title, headExtra, children, foot, initialFocus }: SheetProps) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-10 bg-scrim transition-opacity duration-[220ms] data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Popup
          initialFocus={initialFocus}
          className={
            'fixed inset-y-0 right-0 z-20 flex w-[min(1040px,calc(100vw-52px))] flex-col overflow-hidden rounded-l-12 bg-canvas ' +
            'shadow-sheet outline-none transition-transform duration-[220ms] data-ending-style:translate-x-full data-starting-style:translate-x-full ' +
            'max-sm:top-11 max-sm:w-full max-sm:rounded-t-12 max-sm:rounded-bl-none max-sm:data-ending-style:translate-x-0 ' +
            'max-sm:data-ending-style:translate-y-full max-sm:data-starting-style:translate-x-0 max-sm:data-starting-style:translate-y-full'
          }
        >
          <div className="flex h-13 shrink-0 items-center gap-3 border-b border-line pr-3 pl-5 max-sm:pl-4">
            <Dialog.Title className="min-w-0 flex-1 truncate text-15 font-semibold tracking-[-0.01em]">
              {title}
            </Dialog.Title>
            {headExtra}
            <Dialog.Close render={<IconButton icon="x" label="Close" />} />
          </div>
          <section
            aria-label="Details"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
            tabIndex={0}
            // What has focus never scrolls behind a part that stays in sight at the end.
            className="min-h-0 flex-1 overflow-y-auto outline-none focus-visible:shadow-focus-in md:tall:scroll-pb-32"
          >
            {children}
          </section>
          {foot && (
            <div className="flex min-h-15 shrink-0 items-center gap-2 border-t border-line bg-rail px-5 max-sm:px-4 max-sm:py-2.5">
              {foot}
            </div>
          )}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
