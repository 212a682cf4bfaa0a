'use client'

import { lazy, Suspense, useState } from 'react'
import { useShortcuts } from '@/components/session/shortcuts'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import type { Row } from '@/lib/contract/row'
import { ExportMenu } from './export-menu'
import type { Selection } from './use-selection'

const DescriptionSheet = lazy(() =>
  import('@/components/owner/description-sheet').then((module) => ({ default: module.DescriptionSheet })),
)
const mostDescribed = 50

interface SelectionBarProps {
  selection: Selection
  onCopy: () => void
  onExport: (format: 'csv' | 'json') => void
}

/** What can be done with the selected rows, above the table's end while there are any. */
export function SelectionBar({ selection, onCopy, onExport }: SelectionBarProps) {
  const { size } = selection.rows
  const [described, setDescribed] = useState<readonly Row[] | null>(null)
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
          <Button unavailable={size > mostDescribed} onClick={() => setDescribed([...selection.rows.values()])}>
            {size > mostDescribed ? `Describe ${mostDescribed} at most` : 'Describe…'}
          </Button>
          <ExportMenu what="selected" onExport={onExport} />
          <Button variant="quiet" onClick={selection.clear}>
            Clear <Kbd>Esc</Kbd>
          </Button>
        </section>
      )}
      {described !== null && (
        <Suspense fallback={null}>
          <DescriptionSheet services={described} onClose={() => setDescribed(null)} />
        </Suspense>
      )}
    </>
  )
}
