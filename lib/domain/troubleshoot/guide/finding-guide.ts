import { inClusterGuide } from './in-cluster-guide'
import { resolutionGuide } from './resolution-guide'
import { serviceGuide } from './service-guide'
import { targetGuide } from './target-guide'

/** How one finding shows, how it is checked by hand, and what mends it; `check` and `byHand` are lines of a POSIX shell about `shop/orders`, an alias of `orders.example.com`. */
export interface FindingGuide {
  sees: string
  check: readonly string[]
  /** In Signpost. */
  here: string
  byHand: readonly string[]
}

/** The guide of every finding, by its code. */
export const findingGuide: ReadonlyMap<string, FindingGuide> = new Map(
  Object.entries({ ...serviceGuide, ...resolutionGuide, ...inClusterGuide, ...targetGuide }),
)
