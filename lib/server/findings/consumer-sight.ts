import type { Alias } from '@/lib/domain/alias/alias'
import { consumerStanding } from '@/lib/domain/consumer/consumer-standing'
import type { ConsumerRuleFacts } from '@/lib/domain/finding/consumer-rule'
import type { RuleFacts } from '@/lib/domain/finding/rule'
import { serviceDnsName } from '@/lib/domain/service/service-ref'
import type { Identity } from '@/lib/server/access/identity'
import type { Cluster } from '@/lib/server/runtime/cluster'
import type { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'

export interface ConsumerSight {
  /** What the identity may know of who names an alias. */
  of(alias: Alias, group: RuleFacts['group']): ConsumerRuleFacts
  /** Why it is not the whole of it; null where it is. */
  unread: string | null
}

/**
 * What an identity may know of the consumers in a cluster: of each kind all or, without the right to list it everywhere, nothing, so that who names an
 * alias is never told by a finding to somebody who may not see it.
 */
export async function consumerSight(
  runtime: ConsoleRuntime,
  identity: Identity,
  { id, consumers, clusterDomain }: Pick<Cluster, 'id' | 'consumers' | 'clusterDomain'>,
): Promise<ConsumerSight> {
  const kinds = consumers.kinds()
  const seen = new Set<string>()
  await Promise.all(
    kinds.map(async ({ kind, group, resource }) => {
      if (await runtime.access.mayIfKnown(identity, { cluster: id, verb: 'list', group, resource })) seen.add(kind)
    }),
  )
  const hidden = kinds.find(({ kind }) => !seen.has(kind))
  const unread = unreadOf(consumers.of({ namespace: '', name: '' }), hidden?.resource ?? null)
  return {
    unread,
    of: (alias, group) => {
      const { objects, readAtMs, isCut } = consumers.of(alias)
      return {
        consumers: objects
          .filter(({ kind }) => seen.has(kind.kind))
          .flatMap(({ kind: { kind }, namespace, name, references }) => {
            const standing = consumerStanding(references)
            return standing === null ? [] : [{ kind, namespace, name, ...standing }]
          }),
        aliasesHere: runtime.inventory.rowsOfHost(id, serviceDnsName(alias.namespace, alias.name, clusterDomain))
          .length,
        isWhole: unread === null && !isCut && readAtMs !== null && Date.parse(alias.changedAt) <= readAtMs,
        kinds: kinds.map(({ kind }) => kind),
        role: group?.role ?? null,
      }
    },
  }
}

function unreadOf(
  { unread, readAtMs }: Pick<ReturnType<Cluster['consumers']['of']>, 'unread' | 'readAtMs'>,
  hidden: string | null,
): string | null {
  if (readAtMs === null) return 'what names aliases is being read'
  const [first] = unread
  if (first !== undefined) return first.why
  return hidden === null ? null : `you may not list ${hidden} in every namespace`
}
