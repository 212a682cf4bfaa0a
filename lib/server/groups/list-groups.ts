import type { Group, GroupsPage } from '@/lib/contract/groups'
import type { LaneProbe } from '@/lib/contract/probe'
import type { Row } from '@/lib/contract/row'
import type { NamespaceAliasPath } from '@/lib/domain/alias/follow-namespace-alias'
import type { TargetEvidence } from '@/lib/domain/change/change-evidence'
import { fenceAnnotation } from '@/lib/domain/change/check-fence'
import type { ConsumerEvidence } from '@/lib/domain/change/consumer-evidence'
import type { Delivery } from '@/lib/domain/change/delivery'
import { ownerOfAlias } from '@/lib/domain/change/field-owner'
import { type GroupRole, liveColour, type RoleHolders } from '@/lib/domain/group/find-groups'
import { groupState, type MembersByRole } from '@/lib/domain/group/group-state'
import { groupReadiness, type Readiness } from '@/lib/domain/group/readiness'
import { type ServiceRef, serviceKey } from '@/lib/domain/service/service-ref'
import type { Identity } from '@/lib/server/access/identity'
import { consumerEvidence } from '@/lib/server/consumers/consumer-evidence'
import { describeLane } from '@/lib/server/probes/describe-probe'
import type { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'
import { probedTarget } from '@/lib/server/runtime/target-facts'
import { isVisible, visibilities, visibleRows } from '@/lib/server/services/visible-rows'
import { visibleDeliveries } from './visible-deliveries'

const shownHolders = 10
const readAtOnce = 16

export interface GroupWindow {
  offset: number
  limit: number
}

/** Blue-green groups of which the identity may list the members, by namespace and name. */
export async function listGroups(
  runtime: ConsoleRuntime,
  identity: Identity,
  window: GroupWindow,
): Promise<GroupsPage> {
  const stems = new Map<string, ServiceRef>()
  for (const row of await visibleRows(runtime, identity)) {
    if (row.group === null) continue
    const stem = { cluster: row.cluster, namespace: row.namespace, name: row.group.name }
    stems.set(serviceKey(stem), stem)
  }
  const sorted = [...stems].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, stem]) => stem)
  const stemsShown = sorted.slice(window.offset, window.offset + window.limit)
  const items: Group[] = []
  // What delivers a group is shown to who may read it, which the API server is asked.
  for (let at = 0; at < stemsShown.length; at += readAtOnce) {
    const some = stemsShown.slice(at, at + readAtOnce)
    items.push(...(await Promise.all(some.map((stem) => readGroup(runtime, identity, stem)))))
  }
  for (const { cluster, members } of items) {
    const rows = [members.active, members.blue, members.green].filter((row) => row !== null)
    runtime.cluster(cluster)?.monitor.show(rows.flatMap(({ target }) => target ?? []))
    runtime.cluster(cluster)?.probes.show(rows)
    if (members.active) runtime.cluster(cluster)?.deliveries.show([members.active])
  }
  return { items, total: sorted.length, offset: window.offset }
}

/** One group by its stem, null when the identity may not list its namespace. */
export async function groupOf(runtime: ConsoleRuntime, identity: Identity, stem: ServiceRef): Promise<Group | null> {
  return isVisible(await visibilities(runtime, identity), stem) ? readGroup(runtime, identity, stem) : null
}

async function readGroup(runtime: ConsoleRuntime, identity: Identity, stem: ServiceRef): Promise<Group> {
  const holders = runtime.inventory.roleHolders(stem)
  const refOf = (role: GroupRole): ServiceRef | null => {
    const [name, ...rivals] = holders[role]
    return name === undefined || rivals.length > 0 ? null : { ...stem, name }
  }
  const refs = { active: refOf('active'), blue: refOf('blue'), green: refOf('green') }
  const rowOf = (role: GroupRole): Row | null => refs[role] && runtime.inventory.row(refs[role])
  const members = { active: rowOf('active'), blue: rowOf('blue'), green: rowOf('green') }
  return {
    ...stem,
    state: groupState(members, holders),
    live: liveColour(members.active, members.blue, members.green),
    members,
    holders: {
      active: holders.active.slice(0, shownHolders),
      blue: holders.blue.slice(0, shownHolders),
      green: holders.green.slice(0, shownHolders),
    },
    probes: { blue: laneOf(runtime, refs.blue), green: laneOf(runtime, refs.green) },
    readiness: readinessOf(runtime, stem, {
      holders,
      refs,
      deliveries: await deliveriesFor(runtime, identity, refs.active),
      consumers: await consumersFor(runtime, identity, refs.active),
    }),
  }
}

interface KnownGroup {
  holders: RoleHolders
  refs: MembersByRole<ServiceRef>
  deliveries: readonly Delivery[]
  consumers: ConsumerEvidence | null
}

function deliveriesFor(runtime: ConsoleRuntime, identity: Identity, active: ServiceRef | null): Promise<Delivery[]> {
  const alias = active && runtime.inventory.alias(active)
  const home = active && runtime.cluster(active.cluster)
  if (!alias || !home) return Promise.resolve([])
  const { cluster } = active
  return visibleDeliveries(
    (question) => runtime.access.mayIfKnown(identity, { cluster, ...question }),
    home.deliveries.of(alias),
  )
}

async function consumersFor(runtime: ConsoleRuntime, identity: Identity, active: ServiceRef | null) {
  const alias = active && runtime.inventory.alias(active)
  const home = active && runtime.cluster(active.cluster)
  if (!alias || !home) return null
  const { cluster } = active
  return consumerEvidence(
    (question) => runtime.access.mayIfKnown(identity, { cluster, ...question }),
    home.consumers,
    alias,
  )
}

function readinessOf(runtime: ConsoleRuntime, stem: ServiceRef, known: KnownGroup): Readiness {
  const { holders, refs, deliveries, consumers } = known
  const home = runtime.cluster(stem.cluster)
  const nowMs = runtime.clock.now()
  const aliasOf = (role: GroupRole) => refs[role] && runtime.inventory.alias(refs[role])
  const active = aliasOf('active')
  return groupReadiness({
    group: stem.name,
    members: { active, blue: aliasOf('blue'), green: aliasOf('green') },
    holders,
    clusterDomain: home?.clusterDomain ?? '',
    nowMs,
    surroundings: {
      annotations: active?.annotations ?? {},
      namespaceAnnotations: home?.namespaceAnnotations(stem.namespace) ?? null,
      owner: active?.owner ?? null,
      reviewState: (active && runtime.inventory.row(active)?.reviewState) ?? null,
      fieldOwner: active && ownerOfAlias(active, deliveries),
    },
    consumers,
    answersOf: (host) => home?.monitor.answers(host) ?? [],
    probed: (colour) => (home && refs[colour] ? probedTarget(home, refs[colour], nowMs) : null),
    fenceOf: (colour) => {
      const left = aliasOf(colour)
      return (
        left && {
          name: left.name,
          annotation: left.annotations[fenceAnnotation],
          useCase: runtime.inventory.purpose(left),
        }
      )
    },
    serviceOf: (colour) => (home && refs[colour] ? namedService(home.namespaceAliases.path(refs[colour])) : null),
  })
}

function namedService(path: NamespaceAliasPath | null): TargetEvidence['service'] {
  if (path === null) return 'unknown'
  if (path.end.kind === 'missing-service') return 'missing'
  return path.end.kind === 'no-ready-endpoint' ? 'no-endpoint' : 'present'
}

function laneOf(runtime: ConsoleRuntime, service: ServiceRef | null): LaneProbe | null {
  const home = service && runtime.cluster(service.cluster)
  if (!service || !home || !runtime.inventory.row(service)?.target) return null
  const nowMs = runtime.clock.now()
  return describeLane(home.probes.reading(service), { service, clusterDomain: home.clusterDomain, nowMs })
}
