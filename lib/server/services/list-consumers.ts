import type { ConsumersView, ConsumerView } from '@/lib/contract/consumers'
import { compareText } from '@/lib/domain/compare-text'
import type { ConsumerKind } from '@/lib/domain/consumer/consumer-kind'
import { surest } from '@/lib/domain/consumer/surest'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import type { Identity } from '@/lib/server/access/identity'
import type { Unread } from '@/lib/server/consumers/consumer-index'
import type { ConsumerObject } from '@/lib/server/consumers/found-consumers'
import type { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'
import { findService } from './find-service'

/**
 * What names an alias or goes past it, as far as the identity may list it itself: what they may not list is told as unread, whether or not there
 * is something. A look at an alias that was written since has everything read anew.
 */
export async function listConsumers(
  runtime: ConsoleRuntime,
  identity: Identity,
  ref: ServiceRef,
): Promise<ConsumersView> {
  const { alias, cluster } = await findService(runtime, identity, ref)
  const { consumers } = cluster
  const { objects, unread, readAtMs, isCut } = consumers.of(alias)
  // Not for every look: a page left open would have the whole cluster read each minute.
  const isBehind = readAtMs === null || Date.parse(alias.changedAt) > readAtMs
  if (isBehind) consumers.nudge()
  const kinds = consumers.kinds()
  const sight = await sightOf(runtime, identity, { ref, kinds, objects })
  return {
    items: objects
      .filter(({ kind, namespace }) => sight.sees(kind, namespace))
      .map(consumerView)
      .sort(surestFirst),
    unread: [...unread.map(unreadView), ...sight.hidden],
    kinds: kinds.map(({ kind }) => kind),
    readAt: readAtMs === null ? null : new Date(readAtMs).toISOString(),
    isBehind,
    isCut,
  }
}

interface Wanted {
  ref: ServiceRef
  kinds: readonly ConsumerKind[]
  objects: readonly ConsumerObject[]
}

/** What of it the identity may list. That something is hidden in another namespace is never told: only that they may not list it everywhere. */
async function sightOf(runtime: ConsoleRuntime, identity: Identity, { ref, kinds, objects }: Wanted) {
  const seen = new Set<string>()
  const hidden: ConsumersView['unread'] = []
  await Promise.all(
    kinds.map(async ({ kind, group, resource }) => {
      const may = (namespace?: string) =>
        runtime.access.may(identity, {
          ...{ cluster: ref.cluster, verb: 'list', group, resource },
          ...(namespace !== undefined && { namespace }),
        })
      if (await may()) return seen.add(kind)
      hidden.push({ resource, namespace: null, why: `you may not list ${resource} in every namespace` })
      const homes = objects.flatMap((object) => (object.kind.kind === kind ? [object.namespace] : []))
      for (const namespace of new Set([ref.namespace, ...homes])) {
        if (await may(namespace)) seen.add(`${kind} ${namespace}`)
        else if (namespace === ref.namespace)
          hidden.push({ resource, namespace, why: `you may not list ${resource} in namespace ${namespace}` })
      }
    }),
  )
  return {
    hidden,
    sees: ({ kind }: ConsumerKind, namespace: string) => seen.has(kind) || seen.has(`${kind} ${namespace}`),
  }
}

function consumerView({ kind: { kind, group }, namespace, name, references }: ConsumerObject): ConsumerView {
  const isNamed = references.some(({ relation }) => relation === 'names')
  const places = references.map(({ alias: _, ...place }) => place)
  const telling = references.filter(({ relation }) => !isNamed || relation === 'names')
  const relation = isNamed ? 'names' : 'bypasses'
  return {
    kind,
    group,
    namespace,
    name,
    relation,
    certainty: surest(telling.map(({ certainty }) => certainty)),
    places,
  }
}

function unreadView({ kind: { resource }, namespace, why }: Unread): ConsumersView['unread'][number] {
  return { resource, namespace, why }
}

function surestFirst(a: ConsumerView, b: ConsumerView): number {
  const sorted = surest([a.certainty, b.certainty])
  if (a.certainty !== b.certainty) return sorted === a.certainty ? -1 : 1
  return compareText(`${a.namespace}/${a.name}`, `${b.namespace}/${b.name}`) || compareText(a.kind, b.kind)
}
