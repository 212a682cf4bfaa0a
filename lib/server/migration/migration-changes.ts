import type { ChangeView } from '@/lib/contract/changes'
import type { Phase } from '@/lib/domain/migration/phase'
import type { PhaseChange } from '@/lib/domain/migration/phase-change'
import { forecastOf } from '@/lib/domain/migration/phase-times'
import { type ServiceRef, serviceKey } from '@/lib/domain/service/service-ref'
import type { ChangeEngine } from '@/lib/server/change/change-engine'

const readsAtOnce = 8

/** The Services that a migration may change, the one that keeps it first. */
export function servicesOf(ref: ServiceRef, phases: readonly Pick<Phase, 'requests' | 'options'>[]): ServiceRef[] {
  const named = phases.flatMap(({ requests, options }) => [...requests, ...options].map(({ service }) => service))
  return [...new Map([ref, ...named].map((service) => [serviceKey(service), service])).values()]
}

/** The changes made for a migration, oldest first, as the records of its Services tell; a few records at a time. */
export async function changesOfMigration(
  engine: Pick<ChangeEngine, 'list'>,
  services: readonly ServiceRef[],
  id: string,
): Promise<PhaseChange[]> {
  const waiting = [...services]
  const found: ChangeView[] = []
  const worker = async () => {
    for (let service = waiting.shift(); service !== undefined; service = waiting.shift())
      found.push(...(await engine.list(service)))
  }
  await Promise.all(Array.from({ length: readsAtOnce }, worker))
  return found.flatMap((view) => phaseChange(view, id) ?? []).sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
}

/** A change as a step of this migration; null when it is none. */
export function phaseChange(view: Omit<ChangeView, 'from' | 'to'>, id: string): PhaseChange | null {
  const { migration, kind, service, state, by, at, steps, cutOver } = view
  if (migration?.id !== id) return null
  const reached = (...states: string[]) => steps.find((step) => states.includes(step.state))?.at ?? null
  return {
    ...{ id: view.id, phase: migration.phase, kind, service, state, by, at, note: steps.at(-1)?.note ?? null },
    ...{ madeAt: reached('applied', 'observed-live'), provedAt: reached('soaking', 'completed') },
    forecast: cutOver && forecastOf(cutOver),
  }
}
