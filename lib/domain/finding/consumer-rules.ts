import type { ConsumerRule } from './consumer-rule'
import { routedFromOutside } from './rules/routed-from-outside'
import { unused } from './rules/unused'

/** Every rule about who names an alias. */
export const consumerRules: readonly ConsumerRule[] = [routedFromOutside, unused]
