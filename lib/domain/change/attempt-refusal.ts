import type { AppError } from '@/lib/domain/app-error'
import { plainText } from '@/lib/domain/resolution/plain-text'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import type { ChangeKind } from './change-request'
import type { Endpoint } from './endpoint'
import type { Precheck } from './precheck'

/** Why an attempt ended before anything was recorded or written, in the words of a Kubernetes Event. */
export interface AttemptRefusal {
  cause: keyof typeof refusalReasons
  reason: string
  /** A sentence or more for people, plain, at most 1,024 characters. */
  says: string
}

/** An attempt of somebody who may patch the Service that was refused. `from` and `to` are null where they were not known yet; `at` is ISO 8601. */
export interface RefusedAttempt {
  id: string
  kind: ChangeKind
  service: ServiceRef
  from: Endpoint | null
  to: Endpoint | null
  by: string
  at: string
  /** The codes of the prechecks that were not passed. */
  unmet: readonly string[]
  refusal: AttemptRefusal
}

/** The reasons of the Events that tell of refused attempts, by cause. */
export const refusalReasons = {
  stale: 'PlanStale',
  'id-reused': 'ChangeIdReused',
  conflict: 'ChangeConflict',
  'dry-run': 'DryRunRefused',
  precheck: 'ChecksNotPassed',
  forbidden: 'ChangeForbidden',
  unavailable: 'ChangeNotStarted',
  other: 'ChangeRefused',
} as const

const longest = 1_024
/** Whoever sent these sent nothing that could have been carried out, or is not known to be who he says. */
const untold = ['invalid', 'unauthenticated', 'rate-limited', 'internal']

/** What is to be told of a failed attempt; null for one that was malformed or of somebody unknown. `unmet` are the checks that it ended at. */
export function attemptRefusal(error: AppError, unmet: readonly Precheck[]): AttemptRefusal | null {
  if (untold.includes(error.code) || error.reason === 'invalid-hash') return null
  const cause = causeOf(error, unmet)
  const evidence = unmet.map(({ title, code, evidence }) => `${title} (${code}): ${evidence}`)
  const says = evidence.length === 0 ? error.message : `Not passed: ${evidence.join(' · ')}`
  return { cause, reason: refusalReasons[cause], says: plainText(says, longest) }
}

function causeOf({ code, reason }: AppError, unmet: readonly Precheck[]): AttemptRefusal['cause'] {
  if (reason === 'plan-stale') return 'stale'
  if (reason === 'change-id-reused') return 'id-reused'
  if (reason === 'precheck') return unmet.some((check) => check.code === 'dry-run') ? 'dry-run' : 'precheck'
  if (code === 'conflict' || code === 'forbidden' || code === 'unavailable') return code
  return 'other'
}
