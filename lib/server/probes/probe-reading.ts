import type { ProbePlan } from '@/lib/domain/probe/probe-policy'
import type { ProbeResult } from '@/lib/domain/probe/probe-result'
import type { ProbeWait } from './probe-endpoint'

/** What is known of the endpoint of one alias; `latest` is null until it was probed, and stays so when `plan` says why it is not. */
export interface ProbeReading {
  plan: ProbePlan
  latest: ProbeResult | null
  waitsFor: ProbeWait | null
  connectMs: readonly (number | null)[]
}
