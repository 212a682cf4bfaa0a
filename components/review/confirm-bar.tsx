'use client'

import { useShortcuts } from '@/components/session/shortcuts'
import { Button } from '@/components/ui/button'
import type { Chosen } from './use-chosen'

interface ConfirmBarProps {
  chosen: Chosen
  isBusy: boolean
  onConfirm: () => void
}

/** What is chosen, and its confirmation; in front of the list's end while there is any. */
export function ConfirmBar({ chosen, isBusy, onConfirm }: ConfirmBarProps) {
  const { length } = chosen.items
  useShortcuts(length === 0 ? {} : { Escape: chosen.clear })
  return (
    <>
      <span role="status" className="sr-only">
        {length > 0 && `${length} selected`}
      </span>
      {length > 0 && (
        <section
          aria-label="Selection"
          className="absolute bottom-10 left-1/2 z-10 flex min-h-11 max-w-[calc(100%-32px)] -translate-x-1/2 items-center gap-2 rounded-8 bg-raised py-1.5 pr-2 pl-4 whitespace-nowrap shadow-pop max-sm:bottom-3"
        >
          <span className="mr-2 truncate">
            <strong className="font-semibold">{length} selected</strong>
            <span className="max-sm:hidden">, all unchanged since their last sign-off</span>
          </span>
          <Button variant="quiet" onClick={chosen.clear}>
            Clear
          </Button>
          <Button variant="ink" unavailable={isBusy} onClick={onConfirm}>
            Confirm {length}
          </Button>
        </section>
      )}
    </>
  )
}
