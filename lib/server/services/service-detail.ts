import type { Permission, ServiceDetail } from '@/lib/contract/services'
import { aliasFindings } from '@/lib/domain/finding/alias-findings'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import type { Identity } from '@/lib/server/access/identity'
import { groupOf } from '@/lib/server/groups/list-groups'
import type { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'
import { findService } from './find-service'

const askedVerbs = ['patch', 'delete'] as const

/** One alias with everything its page shows beside the resolution. */
export async function serviceDetail(
  runtime: ConsoleRuntime,
  identity: Identity,
  ref: ServiceRef,
): Promise<ServiceDetail> {
  const { alias, row, cluster } = await findService(runtime, identity, ref)
  const answers = alias.target === null ? [] : cluster.monitor.answers(alias.target)
  if (alias.target !== null) cluster.monitor.show([alias.target])
  return {
    row,
    labels: alias.labels,
    annotations: alias.annotations,
    findings: aliasFindings(answers, cluster.clusterDomain),
    group: row.group === null ? null : await groupOf(runtime, identity, { ...ref, name: row.group.name }),
    lastChange: runtime.changes.lastChange(ref),
    permissions: await permissions(runtime, identity, ref),
    ownerOfField: null,
    useCaseReason: runtime.inventory.purpose(ref)?.because ?? null,
  }
}

function permissions(runtime: ConsoleRuntime, identity: Identity, ref: ServiceRef): Promise<Permission[]> {
  return Promise.all(
    askedVerbs.map(async (verb) => ({
      verb,
      resource: 'services',
      namespace: ref.namespace,
      allowed: await runtime.access.mayIfKnown(identity, {
        cluster: ref.cluster,
        verb,
        resource: 'services',
        namespace: ref.namespace,
        name: ref.name,
      }),
    })),
  )
}
