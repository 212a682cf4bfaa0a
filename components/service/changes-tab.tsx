'use client'

import { useQuery } from '@tanstack/react-query'
import { ChangeSheet } from '@/components/change/change-sheet'
import { changeStateWords } from '@/components/change/change-state-words'
import { useChangeFlow } from '@/components/change/use-change-flow'
import { useShortcuts } from '@/components/session/shortcuts'
import { Age } from '@/components/ui/age'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { HostText } from '@/components/ui/host-text'
import { Skeleton } from '@/components/ui/skeleton'
import { VerdictBadge } from '@/components/ui/verdict-badge'
import { visibleText } from '@/components/ui/visible-text'
import { serviceChangesQuery } from '@/lib/client/queries'
import type { ChangeView } from '@/lib/contract/changes'
import type { ServiceDetail } from '@/lib/contract/services'

/** The recorded changes of the alias, newest first; the one in force can be undone. */
export function ChangesTab({ detail, isGone }: { detail: ServiceDetail; isGone: boolean }) {
  const { data, error } = useQuery(serviceChangesQuery(detail.row))
  const flow = useChangeFlow()
  const undoable = data?.items.find(isInForce)
  const undo = (change: ChangeView) => flow.review({ kind: 'undo', service: change.service, changeId: change.id })
  const mayPatch = !isGone && !detail.permissions.some(({ verb, allowed }) => verb === 'patch' && allowed === false)
  useShortcuts({
    u: () => {
      if (undoable && mayPatch) undo(undoable)
    },
  })
  if (data === undefined) {
    if (error) return <EmptyState title="The changes could not be read">{error.message}</EmptyState>
    return <Skeleton className="m-5 h-40! w-[60%]" />
  }
  if (data.items.length === 0) {
    return (
      <EmptyState title="No change is recorded yet" icon="changes">
        What is changed from here is kept with its reason, its proof and its undo.
      </EmptyState>
    )
  }
  return (
    <>
      <ol>
        {data.items.map((change) => (
          <ChangeRow
            key={change.id}
            change={change}
            undo={change === undoable && mayPatch ? () => undo(change) : null}
          />
        ))}
      </ol>
      <ChangeSheet flow={flow} members={detail.group?.members ?? null} />
    </>
  )
}

function isInForce({ kind, state }: ChangeView): boolean {
  return (
    kind !== 'undo' &&
    ['applied', 'propagating', 'verifying', 'soaking', 'completed', 'inconclusive', 'failed'].includes(state)
  )
}

function ChangeRow({ change, undo }: { change: ChangeView; undo: (() => void) | null }) {
  const { words, severity } = changeStateWords(change.state)
  const note = change.steps.at(-1)?.note
  return (
    <li className="grid grid-cols-[84px_minmax(0,1fr)_auto_auto] items-center gap-x-4 gap-y-0.5 border-b border-line px-5 py-2 max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:px-4">
      <span className="font-medium first-letter:uppercase">{visibleText(change.kind)}</span>
      <span className="flex min-w-0 items-center gap-2 max-sm:order-last max-sm:col-span-2">
        <HostText host={change.from.target ?? change.from.type} />
        <span aria-label="to" role="img" className="text-fg-3">
          →
        </span>
        <HostText host={change.to.target ?? change.to.type} />
      </span>
      <VerdictBadge severity={severity}>{words}</VerdictBadge>
      <span className="min-w-16 text-right">
        {undo && (
          <Button icon="undo" aria-keyshortcuts="u" onClick={undo}>
            Undo…
          </Button>
        )}
      </span>
      <p className="col-start-2 text-12 break-words text-fg-3 max-sm:col-span-2 max-sm:col-start-1">
        <Age at={change.at} suffix="ago" /> by {visibleText(change.by)}
        {change.reason !== null && <>, “{visibleText(change.reason)}”</>}
        {note && <>. {visibleText(note)}</>}
      </p>
    </li>
  )
}
