import type { ProbedTarget } from '@/lib/domain/finding/target-findings'

/** What the last probes found at the colour that is to become live and at the one that is left; null where nothing is probed. */
export interface ConnectionEvidence {
  standby: ProbedTarget | null
  live: ProbedTarget | null
}
