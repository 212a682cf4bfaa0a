'use client'

import { LastHeard } from '@/components/session/last-heard'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import { StatusBar } from '@/components/ui/status-bar'
import type { Grouping } from '@/lib/contract/row-group'
import type { VisibleRange } from './alias-table'

interface InventoryStatusProps {
  visible: VisibleRange
  total: number
  /** How many groups the rows stand in, null where they do not. */
  groups: number | null
  by: Grouping | null
  revision: number
  waiting: number
  onApply: () => void
}

const nouns = {
  host: ['host', 'hosts'],
  namespace: ['namespace', 'namespaces'],
  owner: ['owner', 'owners'],
  environment: ['environment', 'environments'],
  useCase: ['use case', 'use cases'],
  namespacePurpose: ['purpose', 'purposes'],
} as const
// The same elements every time: where the reader is changes with each row that is passed, these never do.
const keys = (
  <>
    <span className="flex gap-1">
      <Kbd>j</Kbd> <Kbd>k</Kbd> move
    </span>
    <span className="flex gap-1">
      <Kbd>↵</Kbd> open
    </span>
    <span className="flex gap-1 max-md:hidden">
      <Kbd>x</Kbd> select
    </span>
    <span className="flex gap-1 max-md:hidden">
      <Kbd>m</Kbd> more
    </span>
  </>
)
const lastHeard = <LastHeard />
const number = new Intl.NumberFormat('en')

/** Where in the list this is, the keys, what waits, and how fresh it is. */
export function InventoryStatus({ visible, total, groups, by, revision, waiting, onApply }: InventoryStatusProps) {
  const last = Math.min(visible.end + 1, total)
  return (
    <StatusBar>
      <span>
        {total === 0
          ? 'No rows'
          : groups !== null && by !== null
            ? `${number.format(total)} aliases under ${number.format(groups)} ${nouns[by][groups === 1 ? 0 : 1]}`
            : `Rows ${number.format(visible.start + 1)}–${number.format(last)} of ${number.format(total)}`}
      </span>
      {keys}
      <span role="status" className="flex flex-1 items-center">
        {waiting > 0 && (
          <Button variant="quiet" className="h-6 text-11 text-accent" onClick={onApply}>
            <Kbd>.</Kbd> {waiting === 1 ? '1 update' : `${number.format(waiting)} updates`}
          </Button>
        )}
      </span>
      <span className="max-lg:hidden">Revision {revision}</span>
      {lastHeard}
    </StatusBar>
  )
}
