import { consumerStanding, surestFirst } from '@/lib/domain/consumer/consumer-standing'
import type { AccessQuestion } from '@/lib/kubernetes/access-reviews'
import type { ConsumerIndex } from './consumer-index'
import { visibleConsumers } from './visible-consumers'

const mostNamed = 5

/** What names an alias, as far as the viewer may list it: the five surest, and how many there are; what only may name it is left out. */
export async function whoNames(
  may: (question: AccessQuestion) => Promise<boolean | null>,
  consumers: Pick<ConsumerIndex, 'of' | 'kinds'>,
  alias: { namespace: string; name: string },
) {
  const { objects } = consumers.of(alias)
  const visible = await visibleConsumers(may, { namespace: null, objects, kinds: consumers.kinds() })
  const named = visible.objects
    .flatMap((object) => {
      const standing = consumerStanding(object.references)
      const isNaming = standing?.relation === 'names' && standing.certainty !== 'possible'
      return isNaming ? [{ ...standing, kind: object.kind.kind, namespace: object.namespace, name: object.name }] : []
    })
    .sort(surestFirst)
  const items = named.slice(0, mostNamed).map(({ kind, namespace: home, name }) => ({ kind, namespace: home, name }))
  return { items, total: named.length }
}
