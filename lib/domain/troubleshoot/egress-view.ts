import { readNamespaceAlias } from '@/lib/domain/alias/read-namespace-alias'
import { forServicePort } from '@/lib/domain/egress/for-service-port'
import { type EgressJudgement, judgeEgress } from '@/lib/domain/egress/judge-egress'
import type { Destination } from '@/lib/domain/egress/match-rule'
import { type AddressSample, sampleAddresses } from '@/lib/domain/egress/sample-addresses'
import type { CaseFacts, EgressFacts } from './case-facts'
import type { ClientPort } from './client-port'

export interface JudgedWay {
  /** `10.0.0.1:443`, or what stands for the way in words. */
  to: string
  judgement: EgressJudgement
}

export interface EgressView {
  /** To the cluster's DNS, UDP and TCP. */
  dns: JudgedWay[]
  /** Where the pods of that DNS listen: policies are held against pods, behind the Service's port. */
  dnsPort: number
  /** To each address of the target; empty when nothing limits egress or no port is known. */
  target: JudgedWay[]
  /** Which addresses of the target those ways lead to; none where it is a Service in the cluster. */
  sample: AddressSample
}

const noAddresses = sampleAddresses([])

/** What the egress NetworkPolicies of the client's namespace say about the ways that a lookup and a connection take. */
export function egressView(
  facts: CaseFacts,
  egress: EgressFacts,
  addresses: readonly string[],
  port: ClientPort | null,
): EgressView {
  const { namespace, labels } = facts.client
  const judge = (to: string, destination: Destination): JudgedWay => ({
    to,
    judgement: judgeEgress(egress.policies, destination, labels),
  })
  const { labels: podLabels, port: dnsPort } = egress.dnsPod ?? { labels: { 'k8s-app': 'kube-dns' }, port: 53 }
  const listening = dnsPort === 53 ? '' : `, whose pods listen at ${dnsPort}`
  const dns = (['UDP', 'TCP'] as const).map((protocol) =>
    judge(`the cluster's DNS at 53/${protocol}${listening}`, {
      kind: 'pod',
      sameNamespace: namespace === 'kube-system',
      namespaceLabels: egress.dnsNamespaceLabels,
      podLabels,
      isEveryLabelKnown: egress.dnsPod !== null,
      port: dnsPort,
      protocol,
    }),
  )
  if (port === null) return { dns, dnsPort, target: [], sample: noAddresses }
  const inside = readNamespaceAlias(facts.service.target ?? '', facts.clusterDomain)
  if (inside !== null) {
    const way = judge(`the pods behind ${inside.service}.${inside.namespace}`, {
      kind: 'pod',
      sameNamespace: inside.namespace === namespace,
      namespaceLabels: egress.targetNamespaceLabels,
      podLabels: null,
      isEveryLabelKnown: false,
      port: port.port,
      protocol: 'TCP',
    })
    const target = [{ ...way, judgement: forServicePort(way.judgement, egress.policies) }]
    return { dns, dnsPort, target, sample: noAddresses }
  }
  const sample = sampleAddresses(addresses)
  const target = sample.judged.map((address) =>
    judge(endpoint(address, port.port), { kind: 'address', address, port: port.port, protocol: 'TCP' }),
  )
  return { dns, dnsPort, target, sample }
}

export function endpoint(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`
}
