'use client'

import type { VisibleRange } from '@/components/inventory/alias-table'
import { LastHeard } from '@/components/session/last-heard'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import { StatusBar } from '@/components/ui/status-bar'

interface DependenciesStatusProps {
  visible: VisibleRange
  total: number
  waiting: number
  onApply: () => void
}

const number = new Intl.NumberFormat('en')

/** Where in the list this is, the keys, what waits, and how fresh it is. */
export function DependenciesStatus({ visible, total, waiting, onApply }: DependenciesStatusProps) {
  return (
    <StatusBar>
      <span>
        Hosts {number.format(visible.start + 1)}–{number.format(Math.min(visible.end + 1, total))} of{' '}
        {number.format(total)}
      </span>
      <span className="flex gap-1">
        <Kbd>j</Kbd> <Kbd>k</Kbd> move
      </span>
      <span className="flex gap-1">
        <Kbd>↵</Kbd> open
      </span>
      <span role="status" className="flex flex-1 items-center">
        {waiting > 0 && (
          <Button variant="quiet" className="h-6 text-11 text-accent" onClick={onApply}>
            <Kbd>.</Kbd> {waiting === 1 ? '1 update' : `${number.format(waiting)} updates`}
          </Button>
        )}
      </span>
      <LastHeard />
    </StatusBar>
  )
}
