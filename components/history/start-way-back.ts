import type { ChangeFlow } from '@/components/change/use-change-flow'
import type { ChangeView } from '@/lib/contract/changes'
import { wayBack } from './in-force'

/** Opens the sheet that takes a change back; nothing is written before the viewer says so. */
export function startWayBack(flow: ChangeFlow, change: ChangeView): void {
  const { service, id, from } = change
  const way = wayBack(change)
  if (way === 'undo') flow.review({ kind: 'undo', service, changeId: id })
  if (way === 'retarget' && from.target !== null) flow.review({ kind: 'retarget', service, target: from.target })
}
