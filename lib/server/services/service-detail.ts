import type { Permission, ServiceDetail } from '@/lib/contract/services'
import type { Alias } from '@/lib/domain/alias/alias'
import type { NamespaceAliasPath } from '@/lib/domain/alias/follow-namespace-alias'
import { ownerEvidence } from '@/lib/domain/alias/read-owner'
import { ownerOfAlias, ownerWord } from '@/lib/domain/change/field-owner'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import type { Identity } from '@/lib/server/access/identity'
import { whoNames } from '@/lib/server/consumers/who-names'
import { consumerSight } from '@/lib/server/findings/consumer-sight'
import { judgeAlias } from '@/lib/server/findings/judge-alias'
import { groupOf } from '@/lib/server/groups/list-groups'
import { behindAlias } from '@/lib/server/load-balancers/behind-alias'
import { describeProbe } from '@/lib/server/probes/describe-probe'
import type { Cluster } from '@/lib/server/runtime/cluster'
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
  showOnScreen(cluster, alias)
  return {
    row,
    labels: alias.labels,
    annotations: alias.annotations,
    findings: judgeAlias(cluster, runtime.inventory, alias, {
      sight: await consumerSight(runtime, identity, cluster),
      nowMs: runtime.clock.now(),
    }),
    group: row.group === null ? null : await groupOf(runtime, identity, { ...ref, name: row.group.name }),
    lastChange: runtime.changes.lastChange(ref),
    permissions: await permissions(runtime, identity, ref),
    ownerOfField: ownerWord(ownerOfAlias(alias)),
    useCaseReason: runtime.inventory.purpose(ref)?.because ?? null,
    ownerEvidence: ownerEvidence({
      ...{ labels: alias.labels, annotations: alias.annotations },
      namespaceAnnotations: cluster.namespaceAnnotations(ref.namespace) ?? {},
    }),
    namedBy: await whoNames(
      (question) => runtime.access.mayIfKnown(identity, { cluster: ref.cluster, ...question }),
      cluster.consumers,
      alias,
    ),
    probe:
      alias.target === null
        ? null
        : describeProbe(cluster.probes.reading(ref), {
            service: ref,
            clusterDomain: cluster.clusterDomain,
            nowMs: runtime.clock.now(),
          }),
    inCluster: describePath(cluster.namespaceAliases.path(ref)),
    loadBalancers: await behindAlias(runtime, identity, alias),
    ...describeReview(cluster, alias),
  }
}

function describeReview({ reviews }: Cluster, alias: Alias): Pick<ServiceDetail, 'review'> {
  const judgement = reviews.judge(alias)
  if (judgement === null) return {}
  const { dueAt, last } = judgement
  return {
    review: { dueAt, last: last && { by: last.by, at: last.at, decision: last.decision, until: last.until } },
  }
}

function showOnScreen({ monitor, probes, namespaceAliases }: Cluster, alias: Alias): void {
  if (alias.target !== null) monitor.show([alias.target])
  probes.show([alias])
  namespaceAliases.show([alias])
}

function describePath(path: NamespaceAliasPath | null): ServiceDetail['inCluster'] {
  if (path === null) return null
  const { steps, end, brokenAt } = path
  const ready = end.kind === 'ready' ? end.ready : end.kind === 'no-ready-endpoint' ? 0 : null
  return { steps, ready, brokenAt }
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
