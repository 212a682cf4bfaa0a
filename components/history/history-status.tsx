'use client'

import { useLive } from '@/components/session/live-updates'
import { Button } from '@/components/ui/button'
import { formatAge } from '@/components/ui/format-age'
import { Kbd } from '@/components/ui/kbd'
import { useTimed } from '@/components/ui/now'
import { StatusBar } from '@/components/ui/status-bar'

interface HistoryStatusProps {
  shown: number
  total: number
  waiting: number
  onApply: () => void
}

const number = new Intl.NumberFormat('en')

/** How much of the list this is, the keys, what waits, and how fresh it is. */
export function HistoryStatus({ shown, total, waiting, onApply }: HistoryStatusProps) {
  const live = useLive()
  const heard = useTimed((nowMs) => (live.heardAtMs === null ? null : formatAge((nowMs - live.heardAtMs) / 1000)))
  return (
    <StatusBar>
      <span>
        Changes 1–{number.format(shown)} of {number.format(Math.max(shown, total))}
      </span>
      <span className="flex gap-1">
        <Kbd>j</Kbd> <Kbd>k</Kbd> move
      </span>
      <span className="flex gap-1">
        <Kbd>↵</Kbd> unfold
      </span>
      <span className="flex gap-1">
        <Kbd>u</Kbd> undo
      </span>
      <span role="status" className="flex flex-1 items-center">
        {waiting > 0 && (
          <Button variant="quiet" className="h-6 text-11 text-accent" onClick={onApply}>
            {waiting === 1 ? '1 update' : `${number.format(waiting)} updates`} <Kbd>.</Kbd>
          </Button>
        )}
      </span>
      <span>20 entries kept per alias</span>
      <span>{heard === null ? 'Nothing heard yet' : `Last heard ${heard} ago`}</span>
    </StatusBar>
  )
}
