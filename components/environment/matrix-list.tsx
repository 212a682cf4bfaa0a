'use client'

import { clsx } from 'clsx'
import { useRef, useState } from 'react'
import { useHeldList } from '@/components/inventory/use-held-list'
import { usePresence } from '@/components/inventory/use-presence'
import { LastHeard } from '@/components/session/last-heard'
import { useShortcuts } from '@/components/session/shortcuts'
import { useRowKeys } from '@/components/session/use-row-keys'
import { Button } from '@/components/ui/button'
import { EnvironmentPip } from '@/components/ui/environment-pip'
import { Kbd } from '@/components/ui/kbd'
import { StatusBar } from '@/components/ui/status-bar'
import type { EnvironmentsPage, MatrixRowView } from '@/lib/contract/environments'
import { matrixGrid } from './matrix-grid'
import { MatrixLine } from './matrix-line'

interface MatrixListProps {
  page: EnvironmentsPage
  /** Equal for equal filters. */
  listKey: string
  /** The page answers earlier filters; the one for these is still to come. */
  isEarlier: boolean
  /** The key of the row that is unfolded. */
  open: string
  onOpen: (key: string) => void
  onPage: (from: number) => void
}

/** What a row is known by, in the URL too. */
function rowKey({ system, name }: Pick<MatrixRowView, 'system' | 'name'>): string {
  return `${system}/${name}`
}

const heldRows = {
  shapeOf: ({ items, total }: EnvironmentsPage) => ({ keys: items.map(rowKey), total }),
  withNewestValues: (shown: EnvironmentsPage, latest: EnvironmentsPage): EnvironmentsPage => {
    const newest = new Map(latest.items.map((item) => [rowKey(item), item]))
    return { ...latest, total: shown.total, items: shown.items.map((item) => newest.get(rowKey(item)) ?? item) }
  },
}

/** The matrix in the order that the reader last saw: environments as columns, lines that `j` and `k` walk. */
export function MatrixList({ page: latest, listKey, isEarlier, open, onOpen, onPage }: MatrixListProps) {
  const list = useRef<HTMLUListElement>(null)
  const [isPresent, setPresent] = useState(false)
  const { page, waiting, apply } = useHeldList(latest, { listKey, isHeld: isPresent, isEarlier }, heldRows)
  const presence = usePresence(setPresent)
  useRowKeys(list)
  useShortcuts({ '.': apply })
  const hasSeveralClusters = Object.keys(page.clusters).length > 1
  return (
    <>
      <div className="min-h-0 flex-1 overflow-auto" {...presence}>
        <div
          aria-hidden="true"
          className={clsx(
            'sticky top-0 z-1 grid h-7 min-w-min items-center border-y border-line bg-rail text-11 text-fg-3 max-sm:hidden',
            matrixGrid(page.environments.length),
          )}
        >
          <span className="pl-10">Dependency</span>
          {page.environments.map(({ name, dependencies }) => (
            <span key={name} className="flex min-w-0 items-center gap-1.5 pl-2.5">
              <EnvironmentPip environment={name} />
              <span className="num">{dependencies}</span>
            </span>
          ))}
        </div>
        <ul
          ref={list}
          aria-label="Dependencies by environment"
          className="min-w-min max-sm:border-t max-sm:border-line"
        >
          {page.items.map((row) => (
            <MatrixLine
              key={rowKey(row)}
              {...{ row, hasSeveralClusters }}
              isOpen={rowKey(row) === open}
              onToggle={() => onOpen(rowKey(row) === open ? '' : rowKey(row))}
            />
          ))}
        </ul>
        <Pages page={page} onPage={onPage} />
      </div>
      <StatusBar>
        <span>
          Dependencies {page.offset + 1}–{page.offset + page.items.length} of {page.total}
        </span>
        <span className="flex gap-1">
          <Kbd>j</Kbd> <Kbd>k</Kbd> move
        </span>
        <span className="flex gap-1">
          <Kbd>↵</Kbd> unfold
        </span>
        <span role="status" className="flex flex-1 items-center">
          {waiting > 0 && (
            <Button variant="quiet" className="h-6 text-11 text-accent" onClick={apply}>
              <Kbd>.</Kbd> {waiting === 1 ? '1 update' : `${waiting} updates`}
            </Button>
          )}
        </span>
        <LastHeard />
      </StatusBar>
    </>
  )
}

function Pages({ page: { offset, items, total }, onPage }: { page: EnvironmentsPage; onPage: (from: number) => void }) {
  const end = offset + items.length
  if (offset === 0 && end >= total) return null
  return (
    <nav aria-label="Pages" className="flex items-center gap-2 px-4 py-3">
      <Button unavailable={offset === 0} onClick={() => onPage(Math.max(0, offset - 100))}>
        Previous
      </Button>
      <Button unavailable={end >= total} onClick={() => onPage(end)}>
        Next
      </Button>
      <span className="text-12 text-fg-3">
        {offset + 1}–{end} of {total}
      </span>
    </nav>
  )
}
