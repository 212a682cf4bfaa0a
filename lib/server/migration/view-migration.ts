import type { MigrationSummary, MigrationView } from '@/lib/contract/migrations'
import type { ChangeRequest } from '@/lib/domain/change/change-request'
import { cutOver } from '@/lib/domain/change/cut-over'
import {
  type Endpoint,
  endpoint,
  endpointOf,
  headless,
  placeOf,
  selecting,
  shapeOf,
} from '@/lib/domain/change/endpoint'
import { changeFlowDiagram } from '@/lib/domain/diagram/change-flow-diagram'
import { gateCounts } from '@/lib/domain/migration/gate-counts'
import { changesToUndo, type JudgedPhase, judgeMigration } from '@/lib/domain/migration/judge-migration'
import { isOpenMigration, type Migration, type MigrationSpec } from '@/lib/domain/migration/migration'
import { nextStep } from '@/lib/domain/migration/next-step'
import type { Forecast, PhaseChange } from '@/lib/domain/migration/phase-change'
import { forecastOf, phaseTimes } from '@/lib/domain/migration/phase-times'
import { phasesOf, statusAnnotation } from '@/lib/domain/migration/phases-of'
import { type ServiceRef, serviceKey } from '@/lib/domain/service/service-ref'
import { readService } from '@/lib/kubernetes/services'
import type { ClusterForChanges, Viewer } from '@/lib/server/change/change-engine-deps'
import { shown } from '@/lib/server/change/change-view'
import { askNext } from './ask-next'
import { type LookedAtSides, lookAtSides } from './look-at-sides'
import { changesOfMigration, servicesOf } from './migration-changes'
import type { KeptMigration, MigrationDeps } from './migration-deps'
import { seeOptions } from './see-options'

/** A migration with each phase judged from fresh reads. */
export interface JudgedMigration extends KeptMigration {
  phases: JudgedPhase[]
  /** The Services that it may change, the one that keeps it first. */
  services: ServiceRef[]
  changes: PhaseChange[]
  live: Endpoint | null
  /** Both hosts of a move that is ahead; null otherwise. */
  sides: LookedAtSides | null
}

/** Judges a migration as it stands now: its changes from the records, its gates from plans of the next change, made as the viewer. */
export async function judgeKept(
  deps: MigrationDeps,
  cluster: ClusterForChanges,
  { ref, migration }: KeptMigration,
  viewer: Viewer,
): Promise<JudgedMigration> {
  const phases = phasesOf({ service: ref, clusterDomain: cluster.clusterDomain, migration })
  const services = servicesOf(ref, phases)
  const [changes, service] = await Promise.all([
    changesOfMigration(deps.engine, services, migration.id),
    readService(viewer.client(ref.cluster), ref.namespace, ref.name).catch(() => undefined),
  ])
  const live = service ? { ...endpointOf(service), shape: shapeOf(service) } : null
  const status = service?.metadata.annotations?.[statusAnnotation] ?? null
  const known = { nowMs: deps.clock.now(), changes, live, status, next: null, seen: new Map(), sides: null }
  const first = judgeMigration(migration, phases, known)
  const isOpen = isOpenMigration(migration)
  const [next, seen, sides] = await Promise.all([
    isOpen ? askNext(deps, first, viewer) : null,
    isOpen ? seeOptions(first, viewer, [ref, service]) : known.seen,
    isOpen ? lookAtSides(cluster, ref, migration, first, deps.clock) : null,
  ])
  const asked = { ...known, next, seen, sides: sides?.compared ?? null }
  return { ref, migration, services, changes, live, sides, phases: judgeMigration(migration, phases, asked) }
}

/** A migration as the API shows it. `others` are aliases of the host that is left which the viewer may see. */
export function migrationView(
  { ref, migration, services, phases, changes, live, sides }: JudgedMigration,
  others: readonly ServiceRef[],
  { nowMs, cluster }: { nowMs: number; cluster: ClusterForChanges },
): MigrationView {
  const times = phaseTimes(migration, phases, (request) => forecastFor(cluster, request))
  const goal = goalOf(migration.spec)
  return {
    ...migrationSummary({ ref, migration, services, phases, changes }, true),
    spec: migration.spec,
    soakMinutes: migration.soakMinutes,
    phases: phases.map((phase, index) => ({
      ...phase,
      changes: phase.changes.map((change) => change && { ...change }),
      time: times[index] ?? { estimated: null, actualSeconds: null },
    })),
    notes: migration.notes,
    people: peopleOf(migration),
    undo: changesToUndo(changes).map(({ id, service }) => ({ kind: 'undo' as const, service, changeId: id })),
    diagrams: { now: diagram(ref, live ?? endpoint('absent', null)), end: diagram(ref, goal) },
    others: others.map(placed),
    sides: sides?.shown ?? null,
    checkedAt: new Date(nowMs).toISOString(),
  }
}

// As it is known without a question: a plan measures the TTL besides.
function forecastFor(cluster: ClusterForChanges, { service: { namespace, name } }: ChangeRequest): Forecast {
  const own = cluster.findAlias(namespace, name)?.annotations ?? {}
  const annotations = [own, cluster.namespaceAnnotations(namespace) ?? {}]
  return forecastOf(cutOver({ ...cluster.cutOverFacts(), measuredTtlSeconds: null, annotations }))
}

/** The short form, for lists. `isAsked` is false where its gates were judged without a plan of the next change. */
export function migrationSummary(
  { ref, migration, services, phases, changes }: Omit<JudgedMigration, 'live' | 'sides'>,
  isAsked: boolean,
): MigrationSummary {
  const { id, spec, by, at, end, from } = migration
  const index = phases.findIndex(({ state }) => state === 'now')
  const now = phases[index]
  return {
    ...{ id, pattern: spec.pattern, service: placed(ref), by, at, end, from: shown(from) },
    phase: now && end === null ? { id: now.id, title: now.title, number: index + 1, of: phases.length } : null,
    goal: placeOf(goalOf(spec)),
    changes: changesToUndo(changes).length,
    aliases: new Set(phases.flatMap(({ requests }) => requests.map(({ service }) => serviceKey(service)))).size,
    services: services.map(placed),
    gates: end === null ? gateCounts(phases, isAsked) : null,
    next: end === null ? nextStep(phases) : null,
  }
}

function placed({ cluster, namespace, name }: ServiceRef): ServiceRef {
  return { cluster, namespace, name }
}

/** Where the Service leads once the migration is done. */
function goalOf(spec: MigrationSpec): Endpoint {
  const ports = 'ports' in spec ? spec.ports.map((port) => ({ port: port.port })) : []
  if (spec.pattern === 'external-to-internal') return selecting(spec.selector, ports, spec.isHeadless)
  if (spec.pattern === 'address-to-headless') return headless(spec.addresses, ports)
  return endpoint('ExternalName', spec.target)
}

function peopleOf({ by, attestations, notes, end }: Migration): string[] {
  return [
    ...new Set([by, ...attestations.map((each) => each.by), ...notes.map((each) => each.by), ...(end ? [end.by] : [])]),
  ]
}

function diagram({ cluster, namespace, name }: ServiceRef, place: Endpoint): string {
  const { type, target, isHeadless = false, shape, addresses = [] } = place
  const selector = type === 'ExternalName' || type === 'absent' ? null : shape?.selector
  const pods = selector ? { selector, isHeadless } : undefined
  return changeFlowDiagram({
    ...{ cluster, namespace, name, target, pods, lanes: null },
    isAbsent: type === 'absent',
    addresses: [...addresses],
  })
}
