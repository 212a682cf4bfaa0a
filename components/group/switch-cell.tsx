'use client'

import { ChangeSheet } from '@/components/change/change-sheet'
import { CutOverClock } from '@/components/change/cut-over-clock'
import { useChangeFlow } from '@/components/change/use-change-flow'
import { Button } from '@/components/ui/button'
import type { Group } from '@/lib/contract/groups'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { ReadinessSay } from './readiness-say'
import { SwitchButtons } from './switch-buttons'
import { useRecentChange } from './use-recent-change'

/** The switch of a group: one click when it is ready, a look when something is to be said, the clock and Undo while it cuts over. */
export function SwitchCell({ group }: { group: Group }) {
  const flow = useChangeFlow()
  const { members } = group
  // What a label group is called and what its active Service is called are two things.
  const name = members.active?.name ?? group.name
  const service: ServiceRef = { cluster: group.cluster, namespace: group.namespace, name }
  const { at } = flow.state
  const recent = useRecentChange(service, members.active?.changedAt ?? null, at.step === 'applied' ? at.change : null)
  const isBusy = at.step === 'planning' || at.step === 'applying'
  const canUndo = recent !== null && recent.change.kind !== 'undo' && recent.isInForce
  const undo = () => recent && flow.start({ kind: 'undo', service, changeId: recent.change.id })
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2.5">
      {recent && (
        <CutOverClock
          change={recent.change}
          action={
            canUndo && (
              <Button icon="undo" aria-keyshortcuts="u" unavailable={isBusy} onClick={undo}>
                Undo
              </Button>
            )
          }
        />
      )}
      {!recent?.isRunning && members.active && (
        <SwitchButtons
          group={group}
          isBusy={isBusy}
          isQuiet={canUndo}
          onSwitch={(to) => flow.start({ kind: 'switch', service, to })}
          onReview={(to) => flow.review({ kind: 'switch', service, to })}
        />
      )}
      {!members.active && <ReadinessSay group={group} />}
      <p role="status" className="sr-only">
        {isBusy ? `Switching ${group.name}` : ''}
      </p>
      <ChangeSheet flow={flow} members={members} />
    </div>
  )
}
