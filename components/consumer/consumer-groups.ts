import type { ConsumerView } from '@/lib/contract/consumers'

export interface ConsumerGroup {
  id: 'names' | 'bypasses' | 'possible'
  title: string
  words: string
  items: ConsumerView[]
}

const order: readonly Omit<ConsumerGroup, 'items'>[] = [
  {
    id: 'bypasses',
    title: 'Go past it',
    words: 'They name the host that the alias leads to: a change of the alias does not reach them.',
  },
  {
    id: 'names',
    title: 'Name it',
    words: 'They follow when the alias is changed, once their DNS caches have run out.',
  },
  {
    id: 'possible',
    title: 'May mean it',
    words: 'The word stands there, but nothing says that it is meant as a host.',
  },
]

/** The consumers in the order in which they matter to a change, without empty groups. */
export function consumerGroups(items: readonly ConsumerView[]): ConsumerGroup[] {
  const groups = Map.groupBy(items, ({ relation, certainty }) => (certainty === 'possible' ? 'possible' : relation))
  return order.flatMap((group) => {
    const members = groups.get(group.id) ?? []
    return members.length === 0 ? [] : [{ ...group, items: members }]
  })
}
