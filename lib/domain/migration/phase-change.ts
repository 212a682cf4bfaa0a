import { isInForce } from '@/lib/domain/change/change-life'
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
  /** When it was written, or what a repository brought was seen; null before, and where the record has forgotten it. */
  madeAt: string | null
  /** When it was proved; null before. */
  provedAt: string | null
  /** What was forecast when it was made; null where nobody asked. */
  forecast: Forecast | null
  note: string | null
}

/** How long new connections take to follow, and those in pools; seconds, `pooledSeconds` null where nobody can say. */
export interface Forecast {
  seconds: number
  pooledSeconds: number | null
}

/** Whether the Service was brought to where this change leads, live or by a repository, and it was not taken back. */
export function isMade(change: PhaseChange): boolean {
  return isInForce(change) || change.state === 'observed-live'
}

/** Whether it waits for a repository to bring it. */
export function isProposed({ state }: PhaseChange): boolean {
  return state === 'patch-proposed'
}
