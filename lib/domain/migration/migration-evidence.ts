import type { Endpoint } from '@/lib/domain/change/endpoint'
import type { Precheck } from '@/lib/domain/change/precheck'
import type { ComparedSides } from './compare-sides'
import type { SeenServices } from './judge-option'
import type { PhaseChange } from './phase-change'

/** What the prechecks of the changes of one phase say now; null where they could not be asked, with why. */
export interface NextChecks {
  phase: string
  prechecks: readonly Precheck[] | null
  why: string | null
}

export interface MigrationEvidence {
  nowMs: number
  changes: readonly PhaseChange[]
  /** Null where nobody asked: the gates then say only what changes and people tell. */
  next: NextChecks | null
  /** Where the Service leads now; null where that was not asked, or there is none. */
  live: Endpoint | null
  /** What its annotation `migration-status` says now; null where it has none. */
  status: string | null
  /** What options would change; empty where nobody looked. */
  seen: SeenServices
  /** Who answers at the host that is left and at the one that is gone to; null where nobody looked. */
  sides: ComparedSides | null
}
