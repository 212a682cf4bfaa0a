import type { ConsumersView, ConsumerView } from '@/lib/contract/consumers'
import { consumerStanding, surestFirst } from '@/lib/domain/consumer/consumer-standing'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import type { Identity } from '@/lib/server/access/identity'
import type { Unread } from '@/lib/server/consumers/consumer-index'
import type { ConsumerObject } from '@/lib/server/consumers/found-consumers'
import { visibleConsumers } from '@/lib/server/consumers/visible-consumers'
import type { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'
import { type FoundService, findService } from './find-service'

/**
 * What names an alias or goes past it, as far as the identity may list it itself: what they may not list is told as unread, whether or not there
 * is something. A look has what is older than a minute read anew.
 */
export async function listConsumers(
  runtime: ConsoleRuntime,
  identity: Identity,
  ref: ServiceRef,
): Promise<ConsumersView> {
  const found = await findService(runtime, identity, ref)
  const { consumers } = found.cluster
  const { unread, readAtMs, isCut } = consumers.of(found.alias)
  // Not for every look: a page left open would have the whole cluster read each minute.
  const isBehind = readAtMs === null || Date.parse(found.alias.changedAt) > readAtMs
  if (isBehind) consumers.nudge()
  const { items, hidden } = await seenConsumers(runtime, identity, found)
  return {
    items,
    unread: [...unread, ...hidden].map(unreadView),
    kinds: consumers.kinds().map(({ kind }) => kind),
    readAt: readAtMs === null ? null : new Date(readAtMs).toISOString(),
    isBehind,
    isCut,
  }
}

/** Those of the last reading that the identity may list itself, the surest first, and what it may not list. */
async function seenConsumers(runtime: ConsoleRuntime, identity: Identity, { alias, cluster }: FoundService) {
  const { consumers } = cluster
  const { objects, hidden } = await visibleConsumers(
    (question) => runtime.access.may(identity, { cluster: cluster.id, ...question }),
    { namespace: alias.namespace, objects: consumers.of(alias).objects, kinds: consumers.kinds() },
  )
  return { items: objects.flatMap(consumerViews).sort(surestFirst), hidden }
}

function consumerViews({ kind: { kind, group }, namespace, name, references }: ConsumerObject): ConsumerView[] {
  const standing = consumerStanding(references)
  const places = references.map(({ alias: _, ...place }) => place)
  return standing === null ? [] : [{ kind, group, namespace, name, ...standing, places }]
}

function unreadView({ kind: { resource }, namespace, why }: Unread): ConsumersView['unread'][number] {
  return { resource, namespace, why }
}
