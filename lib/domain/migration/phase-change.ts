import type { ChangeState } from '@/lib/domain/change/change-state'
import type { ServiceRef } from '@/lib/domain/service/service-ref'

/** A change that was made for a phase. */
export interface PhaseChange {
  id: string
  phase: string
  kind: string
  service: ServiceRef
  state: ChangeState
  by: string
  at: string
  note: string | null
}
