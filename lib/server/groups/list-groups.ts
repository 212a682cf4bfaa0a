import type { Group, GroupsPage } from '@/lib/contract/groups'
import type { Row } from '@/lib/contract/row'
import { liveColour } from '@/lib/domain/group/find-groups'
import { groupReadiness } from '@/lib/domain/group/readiness'
import { type ServiceRef, serviceKey } from '@/lib/domain/service/service-ref'
import type { Identity } from '@/lib/server/access/identity'
import type { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'
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
    const hosts = [members.active, members.blue, members.green].flatMap((row) => row?.target ?? [])
    runtime.cluster(cluster)?.monitor.show(hosts)
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
  const answersOf = (host: string) => runtime.cluster(stem.cluster)?.monitor.answers(host) ?? []
  return {
    ...stem,
    live,
    members: { active, blue, green },
    readiness: groupReadiness({ active, blue, green, live, answersOf }),
  }
}
