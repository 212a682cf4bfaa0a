import type { CaseFix, Diagnosis } from '@/lib/domain/troubleshoot/case'
import type { CaseView } from '@/lib/domain/troubleshoot/case-view'
import type { JudgedWay } from '@/lib/domain/troubleshoot/egress-view'
import { worstWay } from '@/lib/domain/troubleshoot/steps/egress-steps'

/** A NetworkPolicy keeps lookups from the cluster's DNS. */
export function lookupsShutOut(view: CaseView): Diagnosis | null {
  const { egress } = view
  const way = worstWay(egress?.dns ?? [])
  return egress === null || way === null
    ? null
    : shutOut(view, way, 'lookups', [...dnsPeer, ...dnsPorts(egress.dnsPort)])
}

/** A NetworkPolicy keeps connections from an address of the target. */
export function connectionsShutOut(view: CaseView): Diagnosis | null {
  const ways = view.egress?.target ?? []
  const way = worstWay(ways)
  if (way === null || view.port === null) return null
  const isInside = view.host.endsWith(`.${view.facts.clusterDomain}`)
  return shutOut(view, way, 'connections', isInside ? null : addressRule(view.addresses, view.port.port))
}

function shutOut(view: CaseView, way: JudgedWay, what: string, rule: readonly string[] | null): Diagnosis | null {
  const { state, evidence } = way.judgement
  if (state !== 'blocked' && state !== 'depends') return null
  const { namespace, labels } = view.facts.client
  const isAll = state === 'blocked'
  return {
    certainty: isAll ? 'found' : 'possible',
    severity: isAll ? 'critical' : 'warning',
    side: 'ours',
    issue: isAll
      ? `Pods of ${namespace} may not send ${what} to ${way.to}.`
      : `Some pods of ${namespace} may send ${what} to ${way.to}, others may not.`,
    cause: `${isAll ? 'NetworkPolicies of the namespace do not allow it' : 'NetworkPolicies of the namespace treat its pods differently'}: packets that they do not allow are dropped, so that clients wait and time out.`,
    evidence: [evidence],
    fix: isAll
      ? allowFix(namespace, labels, what, rule)
      : { text: 'Give the labels of the client, and it is decided for that pod; then allow it there.' },
  }
}

function allowFix(
  namespace: string,
  labels: Readonly<Record<string, string>> | null,
  what: string,
  rule: readonly string[] | null,
): CaseFix {
  if (rule === null) return { text: 'Allow egress to the pods of that Service, at the port they listen at.' }
  const selector = Object.entries(labels ?? {}).map(
    ([key, value]) => `      ${JSON.stringify(key)}: ${JSON.stringify(value)}`,
  )
  const pods = selector.length === 0 ? ['  podSelector: {}'] : ['  podSelector:', '    matchLabels:', ...selector]
  const moves =
    what === 'connections' ? ' The addresses are those of now; when the target moves, the policy has to follow.' : ''
  return {
    text: `Allow it with one more policy: policies add up.${moves}`,
    lines: {
      language: 'yaml',
      lines: [
        'apiVersion: networking.k8s.io/v1',
        'kind: NetworkPolicy',
        'metadata:',
        `  name: ${what === 'lookups' ? 'allow-dns' : 'allow-target'}`,
        `  namespace: ${JSON.stringify(namespace)}`,
        'spec:',
        ...pods,
        '  policyTypes: [Egress]',
        '  egress:',
        ...rule,
      ],
    },
  }
}

const dnsPeer = [
  '    - to:',
  '        - namespaceSelector:',
  '            matchLabels: { kubernetes.io/metadata.name: kube-system }',
  '          podSelector:',
  '            matchLabels: { k8s-app: kube-dns }',
]
const dnsPorts = (port: number) => [
  '      ports:',
  `        - { protocol: UDP, port: ${port} }`,
  `        - { protocol: TCP, port: ${port} }`,
]
const addressesListed = 20

function addressRule(addresses: readonly string[], port: number): string[] {
  const blocks = addresses
    .slice(0, addressesListed)
    .map(
      (address) => `        - ipBlock: { cidr: ${JSON.stringify(`${address}/${address.includes(':') ? 128 : 32}`)} }`,
    )
  return ['    - to:', ...blocks, '      ports:', `        - { protocol: TCP, port: ${port} }`]
}
