import type { ConsumerKind } from '@/lib/domain/consumer/consumer-kind'
import type { AccessQuestion } from '@/lib/kubernetes/access-reviews'
import type { ConsumerObject } from './found-consumers'

interface Known {
  /** A namespace that is asked about whether anything was found in it or not; null asks about those of what was found. */
  namespace: string | null
  objects: readonly ConsumerObject[]
  /** Those that the cluster serves. */
  kinds: readonly ConsumerKind[]
}

export interface VisibleConsumers {
  objects: ConsumerObject[]
  /** What the viewer may not list; `namespace` is null for a kind that they may list in some namespaces only. */
  hidden: { kind: ConsumerKind; namespace: string | null; why: string }[]
}

/**
 * What names an alias or goes past it, as far as the viewer may list it. That something is hidden in another namespace is never told: only that they
 * may not list it everywhere.
 */
export async function visibleConsumers(
  may: (question: AccessQuestion) => Promise<boolean | null>,
  { namespace, objects, kinds }: Known,
): Promise<VisibleConsumers> {
  const seen = new Set<string>()
  const hidden: VisibleConsumers['hidden'] = []
  await Promise.all(
    kinds.map(async (kind) => {
      const { group, resource } = kind
      const mayList = async (place?: string) =>
        (await may({ verb: 'list', group, resource, ...(place !== undefined && { namespace: place }) })) === true
      if (await mayList()) return seen.add(kind.kind)
      hidden.push({ kind, namespace: null, why: `you may not list ${resource} in every namespace` })
      const homes = objects.flatMap((object) => (object.kind.kind === kind.kind ? [object.namespace] : []))
      for (const home of new Set([...(namespace === null ? [] : [namespace]), ...homes])) {
        if (await mayList(home)) seen.add(`${kind.kind} ${home}`)
        else if (home === namespace)
          hidden.push({ kind, namespace, why: `you may not list ${resource} in namespace ${namespace}` })
      }
    }),
  )
  const isSeen = (object: ConsumerObject) =>
    seen.has(object.kind.kind) || seen.has(`${object.kind.kind} ${object.namespace}`)
  return { objects: objects.filter(isSeen), hidden }
}
