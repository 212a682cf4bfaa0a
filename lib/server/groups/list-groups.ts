import type { Group, GroupsPage } from '@/lib/contract/groups'
import type { Row } from '@/lib/contract/row'
import type { Colour } from '@/lib/domain/group/colour'
import { liveColour, memberName } from '@/lib/domain/group/find-groups'
import { groupReadiness } from '@/lib/domain/group/readiness'
import { type ServiceRef, serviceKey } from '@/lib/domain/service/service-ref'
import type { Identity } from '@/lib/server/access/identity'
import { describeLane } from '@/lib/server/probes/describe-probe'
import type { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'
import { probedTarget } from '@/lib/server/runtime/target-facts'
import { isVisible, visibilities, visibleRows } from '@/lib/server/services/visible-rows'

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
  const items = sorted.slice(window.offset, window.offset + window.limit).map((stem) => readGroup(runtime, stem))
  for (const { cluster, members } of items) {
    const rows = [members.active, members.blue, members.green].filter((row) => row !== null)
    runtime.cluster(cluster)?.monitor.show(rows.flatMap(({ target }) => target ?? []))
    runtime.cluster(cluster)?.probes.show(rows)
  }
  return { items, total: sorted.length, offset: window.offset }
}

/** One group by its stem, null when the identity may not list its namespace. */
export async function groupOf(runtime: ConsoleRuntime, identity: Identity, stem: ServiceRef): Promise<Group | null> {
  return isVisible(await visibilities(runtime, identity), stem) ? readGroup(runtime, stem) : null
}

function readGroup(runtime: ConsoleRuntime, stem: ServiceRef): Group {
  const member = (name: string): Row | null => runtime.inventory.row({ ...stem, name })
  const active = member(stem.name)
  const blue = member(`${stem.name}-blue`)
  const green = member(`${stem.name}-green`)
  const live = liveColour(active, blue, green)
  const home = runtime.cluster(stem.cluster)
  const nowMs = runtime.clock.now()
  const answersOf = (host: string) => home?.monitor.answers(host) ?? []
  const refOf = (colour: Colour) => ({ ...stem, name: memberName(stem.name, colour) })
  const probed = (colour: Colour) => (home ? probedTarget(home, refOf(colour), nowMs) : null)
  const lane = (colour: Colour, row: Row | null) => {
    if (!home || row === null || row.target === null) return null
    const service = refOf(colour)
    return describeLane(home.probes.reading(service), { service, clusterDomain: home.clusterDomain, nowMs })
  }
  return {
    ...stem,
    live,
    members: { active, blue, green },
    probes: { blue: lane('blue', blue), green: lane('green', green) },
    readiness: groupReadiness({ active, blue, green, live, answersOf, probed }),
  }
}
