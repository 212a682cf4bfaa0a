import { AppError } from '@/lib/domain/app-error'
import type { Precheck } from '@/lib/domain/change/precheck'
import type { JudgedPhase } from '@/lib/domain/migration/judge-migration'
import type { NextChecks } from '@/lib/domain/migration/migration-evidence'
import type { Viewer } from '@/lib/server/change/change-engine-deps'
import type { MigrationDeps } from './migration-deps'

/** Of a wave, the first few tell what stands against it. */
const planned = 5

/** What the prechecks of the next change say to this viewer now; null when the migration is at no phase that asks. */
export async function askNext(
  { engine }: Pick<MigrationDeps, 'engine'>,
  phases: readonly JudgedPhase[],
  viewer: Viewer,
): Promise<NextChecks | null> {
  const at = phases.findIndex(({ state }) => state === 'now')
  const now = phases[at]
  if (now === undefined) return null
  // A gate that closed again behind the phase that was reached has to be seen as well.
  const next = phases.slice(now.kind === 'change' ? at : at + 1).find(({ kind }) => kind === 'change')
  if (next === undefined) return null
  try {
    const open = next.requests.filter((_, index) => next.changes[index] === null).slice(0, planned)
    const plans = await Promise.all(open.map((request) => engine.plan(request, viewer)))
    const prechecks = plans.flatMap((plan) =>
      plan.prechecks.map((check) => named(check, plan.request.service.name, open.length)),
    )
    return { phase: next.id, prechecks, why: null }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { phase: next.id, prechecks: null, why: error.message }
  }
}

function named(check: Precheck, name: string, of: number): Precheck {
  return of === 1 ? check : { ...check, evidence: `${name}: ${check.evidence}` }
}
