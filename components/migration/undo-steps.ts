import type { ChangeRequest } from '@/lib/client/commands'
import type { MigrationView } from '@/lib/contract/migrations'
import { serviceKey } from '@/lib/domain/service/service-ref'
import type { PhaseView } from './migration-standing'

export interface UndoStep {
  /** The phase whose changes it takes back; null for a change that is none of its phases, such as one of choice. */
  phase: PhaseView | null
  requests: ChangeRequest[]
}

/**
 * What takes a migration back, in steps: the changes of one phase together, each Service once, since what is planned for a Service holds no longer
 * once that one was changed.
 */
export function undoSteps({ undo, phases }: Pick<MigrationView, 'undo' | 'phases'>): UndoStep[] {
  const steps: UndoStep[] = []
  for (const request of undo) {
    const phase = request.kind === 'undo' ? phaseOf(phases, request.changeId) : null
    const last = steps.at(-1)
    const isNew = last?.requests.every(({ service }) => serviceKey(service) !== serviceKey(request.service))
    if (last && isNew && last.phase === phase) last.requests.push(request)
    else steps.push({ phase, requests: [request] })
  }
  return steps
}

function phaseOf(phases: readonly PhaseView[], changeId: string): PhaseView | null {
  return phases.find(({ changes }) => changes.some((change) => change?.id === changeId)) ?? null
}
