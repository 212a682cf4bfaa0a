import { forServicePort } from '@/lib/domain/egress/for-service-port'
import { type EgressJudgement, type EgressState, judgeEgress } from '@/lib/domain/egress/judge-egress'
import type { Destination } from '@/lib/domain/egress/match-rule'
import { forAllAddresses, sampleAddresses } from '@/lib/domain/egress/sample-addresses'
import type { Answer } from './change-evidence'
import type { EgressEvidence } from './egress-evidence'
import { inClusterName } from './in-cluster-name'

interface Lead {
  host: string
  addresses: readonly string[]
  clusterDomain: string
}

const code = 'target-egress'
const order: readonly EgressState[] = ['blocked', 'depends', 'undecided', 'allowed', 'open']
const titles: Readonly<Record<EgressState, string>> = {
  blocked: 'Egress policies shut the target out',
  depends: 'Egress policies let only some pods go to the target',
  undecided: 'Whether egress policies let pods go to the target is not certain',
  allowed: 'Egress policies let pods go to the target',
  open: 'No egress policy limits the namespace',
}

/**
 * Whether the NetworkPolicies of the Service's namespace let its pods go to the target, at every address and port: a warning where not, and
 * where there are more addresses than are judged.
 */
export function checkEgress({ namespace, policies, why, ports }: EgressEvidence, lead: Lead): Answer[] {
  const answer = (state: EgressState, evidence: string): Answer[] => [
    { code, state: state === 'open' || state === 'allowed' ? 'pass' : 'warn', title: titles[state], evidence },
  ]
  if (policies === null) return answer('undecided', `NetworkPolicies of namespace ${namespace}: ${why ?? 'not read'}`)
  if (!policies.some(({ limitsEgress }) => limitsEgress))
    return answer('open', `${policies.length} NetworkPolicies in namespace ${namespace}`)
  if (ports.length === 0) return answer('undecided', 'The Service names no port to hold the policies against.')
  const isInside = inClusterName(lead.host, lead.clusterDomain) !== null
  const sample = sampleAddresses(isInside ? [] : lead.addresses)
  const ways = waysTo(namespace, { ...lead, addresses: sample.judged }, ports)
  // That it has no address is told by another check.
  if (ways.length === 0) return []
  const judged = ways.map(({ to, destination }) => {
    const judgement = judgeEgress(policies, destination)
    return { to, judgement: destination.kind === 'pod' ? forServicePort(judgement, policies) : judgement }
  })
  const worst = judged.toSorted((a, b) => rank(a.judgement) - rank(b.judgement))[0]
  if (worst === undefined) return []
  const { state, evidence } = forAllAddresses(worst.judgement, sample)
  return answer(state, `To ${worst.to}: ${evidence}`)
}

interface Way {
  /** `203.0.113.7:443`, or what stands for the way in words. */
  to: string
  destination: Destination
}

function waysTo(namespace: string, { host, addresses, clusterDomain }: Lead, ports: EgressEvidence['ports']): Way[] {
  const inside = inClusterName(host, clusterDomain)
  return ports.flatMap<Way>(({ port, protocol }) => {
    if (protocol !== 'TCP' && protocol !== 'UDP' && protocol !== 'SCTP') return []
    const at = { port, protocol } as const
    if (inside !== null) {
      const pod = { kind: 'pod', namespaceLabels: null, podLabels: null, isEveryLabelKnown: false } as const
      const destination: Destination = { ...pod, sameNamespace: inside.namespace === namespace, ...at }
      return [{ to: `the pods behind ${inside.name}.${inside.namespace}`, destination }]
    }
    return addresses.map((address) => {
      const destination: Destination = { kind: 'address', address, ...at }
      return { to: `${address.includes(':') ? `[${address}]` : address}:${port}`, destination }
    })
  })
}

function rank({ state }: EgressJudgement): number {
  return order.indexOf(state)
}
