import type { CarryOut } from '@/lib/contract/changes'
import { AppError } from '@/lib/domain/app-error'
import { complaintOfOverride } from '@/lib/domain/change/override'

/** Throws AppError `unprocessable` naming the first override whose end has passed, or lies further ahead than a plan holds. */
export function requireOverridesInTime(overrides: CarryOut['overrides'], nowMs: number): void {
  for (const [index, { code, until = null }] of overrides.entries()) {
    const message = complaintOfOverride({ until }, nowMs)
    if (message === null) continue
    throw new AppError('unprocessable', `The end of the override of ${code} ${message}.`, {
      reason: 'override-expired',
      causes: [{ field: `overrides.${index}.until`, message }],
    })
  }
}
