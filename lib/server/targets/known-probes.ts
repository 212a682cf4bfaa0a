import type { TargetCheck } from '@/lib/contract/targets'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { describeLane } from '@/lib/server/probes/describe-probe'
import type { Cluster } from '@/lib/server/runtime/cluster'

const mostPorts = 8

interface KnownProbesOptions {
  /** The alias that is written, there already or not. */
  place: ServiceRef
  target: string
  /** The ports that the target suggests. */
  ports: TargetCheck['suggestedPorts']
  /** The aliases of the cluster that lead to the target and that the viewer may list. */
  rows: readonly ServiceRef[]
  nowMs: number
}

/**
 * What the last probes found at a target, port by port, as far as aliases lead there already: the console connects to what watched aliases lead to,
 * never to what somebody types. Without any, why there is none.
 */
export function knownProbes(
  { probes, clusterDomain }: Pick<Cluster, 'probes' | 'clusterDomain'>,
  { place, target, ports, rows, nowMs }: KnownProbesOptions,
): Pick<TargetCheck, 'probes' | 'notProbed'> {
  const found = new Map<number, TargetCheck['probes'][number]>()
  for (const row of rows) {
    const lane = describeLane(probes.reading(row), { service: row, clusterDomain, nowMs })
    if (lane === null || lane.port === null || lane.at === null || found.has(lane.port)) continue
    if (found.size < mostPorts) found.set(lane.port, { ...lane, port: lane.port, at: lane.at })
  }
  if (found.size > 0) return { probes: [...found.values()].sort((a, b) => a.port - b.port), notProbed: null }
  const subject = { ...place, target, ports: ports.map((port) => ({ ...port, targetPort: null })), annotations: {} }
  const plan = probes.plan(subject)
  if (plan.kind === 'skip') return { probes: [], notProbed: plan.why }
  if (rows.length > 0) return { probes: [], notProbed: `Port ${plan.port} was not tried yet.` }
  return { probes: [], notProbed: `Port ${plan.port} is tried once an alias leads there.` }
}
