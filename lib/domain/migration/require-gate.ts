import { AppError } from '@/lib/domain/app-error'
import { canonicalJson } from '@/lib/domain/change/canonical-json'
import type { ChangeRequest } from '@/lib/domain/change/change-request'
import type { JudgedPhase } from './judge-migration'

/**
 * Throws unless a change belongs to a phase of the migration that may begin now: AppError `conflict`, reason `gate-closed` with what keeps it
 * closed, or `unprocessable` where the phase makes no such change. An undo may be made at any time.
 */
export function requireGate(phases: readonly JudgedPhase[], phaseId: string, request: ChangeRequest): void {
  const index = phases.findIndex(({ id }) => id === phaseId)
  const phase = phases[index]
  if (phase === undefined) throw foreign('migration.phase', 'is not a phase of this migration')
  if (request.kind === 'undo') return
  const wanted = canonicalJson(request)
  const changes = [...phase.requests, ...phase.options.map((option) => option.request)]
  if (!changes.some((each) => canonicalJson(each) === wanted)) {
    throw foreign('request', `is not what “${phase.title}” changes`)
  }
  const closed = phases.slice(0, index).find(({ isOpen }) => !isOpen)
  if (closed === undefined) return
  const why = closed.gate.filter(({ state }) => state === 'block' || state === 'unknown')
  const message = `The gate of “${closed.title}” is closed: ${why.map(({ title }) => title).join(', ')}.`
  throw new AppError('conflict', message, { reason: 'gate-closed', extra: { gate: closed.gate } })
}

function foreign(field: string, message: string): AppError {
  return new AppError('unprocessable', `${field} ${message}.`, {
    reason: 'not-of-migration',
    causes: [{ field, message }],
  })
}
