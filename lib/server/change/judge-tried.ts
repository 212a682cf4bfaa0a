import type { HeadlessEvidence } from '@/lib/domain/change/change-evidence'
import { isDecisive } from '@/lib/domain/change/change-write'
import { judgeChange } from '@/lib/domain/change/judge-change'
import type { Precheck } from '@/lib/domain/change/precheck'
import { slicePortNames } from '@/lib/kubernetes/endpoint-slices'
import { readServiceObject } from '@/lib/kubernetes/read-service-object'
import type { ChangeContext } from './change-context'
import type { GatheredEvidence } from './gather-evidence'
import { dryRunEvidence, type TriedWrite } from './try-writes'

/** What the prechecks say of a change, now that its dry runs are known. */
export function judgeTried(
  { clock }: ChangeContext,
  { headless, ...gathered }: GatheredEvidence,
  tried: readonly TriedWrite[],
): Precheck[] {
  const dryRun = dryRunEvidence(tried)
  const known = headless && { ...headless, outcome: headlessOutcome(tried) }
  return judgeChange({ ...gathered, headless: known, dryRun, nowMs: clock.now() })
}

function headlessOutcome(tried: readonly TriedWrite[]): HeadlessEvidence['outcome'] {
  const made = tried.filter(({ write }) => write.verb !== 'delete')
  const service = readServiceObject(made.find(({ write }) => isDecisive(write))?.outcome)
  const slices = made.filter(({ write }) => !isDecisive(write)).map(({ outcome }) => outcome)
  if (service === null || slices.includes(null)) return null
  return {
    selector: service.spec.selector ?? null,
    portNames: (service.spec.ports ?? []).map(({ name = '' }) => name),
    slicePortNames: slices.map((slice) => slicePortNames(slice)),
  }
}
