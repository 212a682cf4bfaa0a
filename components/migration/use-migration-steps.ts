'use client'

import { useChangeFlow } from '@/components/change/use-change-flow'
import { type ChangeSet, useChangeSet } from '@/components/group/use-change-set'
import type { ChangeRequest } from '@/lib/client/commands'
import type { MigrationView } from '@/lib/contract/migrations'
import type { PhaseView } from './migration-standing'

export interface MigrationSteps {
  flow: ReturnType<typeof useChangeFlow>
  set: ChangeSet
  /** Opens the sheet with one change of a phase. */
  review(request: ChangeRequest, phase: string): void
  /** Opens the sheet with what a phase still has to change, or the set where that is several. */
  carryPhase(phase: PhaseView): void
  /** Takes back some changes of one phase, in this order. */
  undo(requests: readonly ChangeRequest[], phase: string): void
}

/** The changes of a migration, each through the same sheet as every other change, several as a set. */
export function useMigrationSteps({ service, id }: Pick<MigrationView, 'service' | 'id'>): MigrationSteps {
  const flow = useChangeFlow()
  const set = useChangeSet()
  const carry = (requests: readonly ChangeRequest[], phase: string) => {
    const step = { service, id, phase }
    const [first, ...others] = requests
    if (first === undefined) return
    if (others.length === 0) flow.review(first, step)
    else set.plan(requests, step)
  }
  return {
    flow,
    set,
    review: (request, phase) => carry([request], phase),
    carryPhase: (phase) =>
      carry(
        phase.requests.filter((_, index) => phase.changes[index] === null),
        phase.id,
      ),
    undo: carry,
  }
}
