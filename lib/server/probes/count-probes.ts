import type { ProbeResult } from '@/lib/domain/probe/probe-result'
import type { Prober } from '@/lib/probe/prober'

/** A prober of which each result is counted. */
export function countProbes(prober: Prober, count: (result: ProbeResult) => void): Prober {
  return {
    ...prober,
    probe: async (request) => {
      const result = await prober.probe(request)
      count(result)
      return result
    },
  }
}
