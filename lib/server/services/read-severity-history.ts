import type { SeverityHistoryQuery, SeverityHistoryView, SeveritySample } from '@/lib/contract/severity-history'
import type { Identity } from '@/lib/server/access/identity'
import { valueFilter } from '@/lib/server/inventory/value-filter'
import type { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'
import { isVisible, visibilities } from './visible-rows'

/**
 * How many aliases had each severity, over the namespaces that the identity may list and the query asks for. Throws AppError `unavailable` when its
 * rights cannot be asked.
 */
export async function readSeverityHistory(
  runtime: ConsoleRuntime,
  identity: Identity,
  query: SeverityHistoryQuery,
): Promise<SeverityHistoryView> {
  const seen = await visibilities(runtime, identity)
  const passesCluster = valueFilter(query.cluster ?? [])
  const passesNamespace = valueFilter(query.namespace ?? [])
  const { samples, hourAgo } = runtime.severityHistory.read(
    (place) => passesCluster(place.cluster) && passesNamespace(place.namespace) && isVisible(seen, place),
  )
  return {
    since: samples[0]?.at ?? null,
    until: samples.at(-1)?.at ?? null,
    stepSeconds: query.stepSeconds,
    samples: worstOfEachStep(samples, query.stepSeconds * 1000),
    hourAgo,
  }
}

/** Of the samples of each step back from the newest one, the worst; oldest first. */
export function worstOfEachStep(samples: readonly SeveritySample[], stepMs: number): SeveritySample[] {
  const newestMs = Date.parse(samples.at(-1)?.at ?? '')
  const worst = new Map<number, SeveritySample>()
  for (const sample of samples) {
    const step = Math.floor((newestMs - Date.parse(sample.at)) / stepMs)
    const known = worst.get(step)
    if (known === undefined || isWorse(sample, known)) worst.set(step, sample)
  }
  return [...worst.values()]
}

function isWorse(a: SeveritySample, b: SeveritySample): boolean {
  return (a.critical - b.critical || a.warning - b.warning || a.unknown - b.unknown) > 0
}
