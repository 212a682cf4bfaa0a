import type { ChangeView, Decision } from '@/lib/contract/changes'
import { AppError } from '@/lib/domain/app-error'
import { advanceEntry, type ChangeEntry } from '@/lib/domain/change/change-entry'
import { putEntry } from '@/lib/domain/change/change-record'
import type { ChangeState } from '@/lib/domain/change/change-state'
import type { Clock } from '@/lib/domain/clock'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { userIn } from '@/lib/server/access/user-in'
import type { ClusterForChanges, Viewer } from './change-engine-deps'
import { changeView } from './change-view'
import type { RecordStore } from './record-store'
import { requireServiceRight } from './require-right'

export interface DecisionContext {
  cluster: ClusterForChanges
  ref: ServiceRef
  viewer: Viewer
  store: RecordStore
  clock: Clock
}

const decisions: Readonly<
  Record<Decision['decision'], { from: readonly ChangeState[]; to: ChangeState; word: string }>
> = {
  keep: { from: ['inconclusive', 'failed', 'undo-failed'], to: 'completed', word: 'Kept' },
  withdraw: { from: ['patch-proposed'], to: 'cancelled', word: 'Withdrawn' },
}

/**
 * Records a person's decision: `keep` a change that was not proved or failed, `withdraw` a proposal. It takes the right to patch the Service; a
 * change that waits for no such decision is AppError `conflict`, one under way to be undone too.
 */
export async function decideChange(context: DecisionContext, id: string, given: Decision): Promise<ChangeView> {
  const { cluster, ref, viewer, store, clock } = context
  await requireServiceRight(viewer, ref, 'patch')
  const { from, to, word } = decisions[given.decision]
  const at = new Date(clock.now()).toISOString()
  const by = await userIn(viewer, ref.cluster)
  return store.update<ChangeView>(cluster, ref, (record) => {
    const entry = record.entries.find((candidate) => candidate.id === id)
    if (!entry)
      throw new AppError(
        'not-found',
        `No change ${id} is recorded for Service ${ref.name} in namespace ${ref.namespace}.`,
      )
    if (!from.includes(entry.state)) throw notWaiting(entry, given)
    const decided = advanceEntry(entry, { state: to, at, note: `${word} by ${by}: ${given.reason}` })
    return { record: putEntry(record, decided), result: changeView(decided, ref) }
  })
}

function notWaiting({ state }: ChangeEntry, { decision }: Decision): AppError {
  return new AppError('conflict', `The change is ${state}; there is nothing to ${decision}.`, {
    reason: 'not-waiting',
    causes: [{ field: 'decision', message: `is not for a change that is ${state}` }],
  })
}
