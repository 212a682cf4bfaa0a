import type { ConsumerCertainty, ConsumerRelation } from '@/lib/domain/consumer/consumer'

/** An object that names the Service, or goes past it by naming the host that it leads to now. */
export interface ConsumerFact {
  kind: string
  namespace: string
  name: string
  relation: ConsumerRelation
  certainty: ConsumerCertainty
}

/** Why there may be more: the console could not read something, the viewer may not see all of it, or it is still being read. */
export interface ConsumerGap {
  from: 'console' | 'viewer' | 'reading'
  why: string
}

/** Who uses a Service before it is changed, as far as the viewer may see it. */
export interface ConsumerEvidence {
  /** The surest first. */
  known: readonly ConsumerFact[]
  gap: ConsumerGap | null
}
