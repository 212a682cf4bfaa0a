'use client'

import { useShortcuts } from '@/components/session/shortcuts'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import { ExportMenu } from './export-menu'
import type { Selection } from './use-selection'

interface SelectionBarProps {
  selection: Selection
  onCopy: () => void
  onExport: (format: 'csv' | 'json') => void
}

/** What can be done with the selected rows, above the table's end while there are any. */
export function SelectionBar({ selection, onCopy, onExport }: SelectionBarProps) {
  const { size } = selection.rows
  useShortcuts(size === 0 ? {} : { Escape: selection.clear })
  return (
    <>
      <span role="status" className="sr-only">
        {size > 0 && `${size} selected`}
      </span>
      {size > 0 && (
        <section
          aria-label="Selection"
          className="absolute bottom-10 left-1/2 z-10 flex h-11 -translate-x-1/2 items-center gap-2 rounded-8 bg-raised px-3 shadow-pop max-sm:bottom-3"
        >
          <span className="mr-2 font-medium whitespace-nowrap">{size} selected</span>
          <Button icon="copy" onClick={onCopy}>
            Copy names
          </Button>
          <ExportMenu what="selected" onExport={onExport} />
          <Button variant="quiet" onClick={selection.clear}>
            Clear <Kbd>Esc</Kbd>
          </Button>
        </section>
      )}
    </>
  )
}
