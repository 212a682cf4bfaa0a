import type { ConsumerCertainty, ConsumerRelation } from '@/lib/domain/consumer/consumer'
import type { Rule } from './rule'

/** What is known of who names an alias, as far as the one who asks may see it. */
export interface ConsumerRuleFacts {
  consumers: readonly {
    kind: string
    namespace: string
    name: string
    relation: ConsumerRelation
    certainty: ConsumerCertainty
  }[]
  /** Aliases that lead to this one by its service name. */
  aliasesHere: number
  /** Whether everything that may name it was read since it was last written. */
  isWhole: boolean
  /** The kinds that were read. */
  kinds: readonly string[]
  role: 'active' | 'blue' | 'green' | null
}

/** A rule about who names an alias; what it says depends on what the one who asks may list, so that no row counts it. */
export type ConsumerRule = Rule<ConsumerRuleFacts>
