import { type EgressState, judgeEgress } from '@/lib/domain/egress/judge-egress'
import type { Destination } from '@/lib/domain/egress/match-rule'
import { ingressSide } from '@/lib/domain/egress/network-policy'
import type { ServicePortObject } from '@/lib/domain/service/service-object'
import type { Pod } from '@/lib/domain/workload/workload'
import type { Answer } from './change-evidence'
import { matchedWorkloads } from './matched-workloads'
import type { SelectorEvidence } from './selector-evidence'

const code = 'pod-ingress'
const order: readonly EgressState[] = ['blocked', 'depends', 'undecided', 'allowed', 'open']
const mostSets = 20

const words: Readonly<Record<EgressState, { title: string; says: string }>> = {
  blocked: { title: 'Ingress policies shut clients out', says: 'no rule lets pods of the namespace come' },
  depends: { title: 'Ingress policies let only some clients in', says: 'it depends on the client' },
  undecided: {
    title: 'Ingress policies let only some clients in',
    says: 'a rule names certain clients or ports: whether those of the namespace are among them is not known',
  },
  allowed: { title: 'Ingress policies let clients of the namespace in', says: 'a rule lets them come' },
  open: { title: 'No ingress policy limits the pods', says: 'none selects them' },
}

/** Whether the ingress NetworkPolicies of the pods let pods of the same namespace come, at every port: a warning where not. */
export function checkIngress(evidence: SelectorEvidence): Answer[] {
  const { policies, namespace } = evidence
  const answer = (state: EgressState, told: string): Answer[] => [
    {
      code,
      state: state === 'open' || state === 'allowed' ? 'pass' : 'warn',
      title: words[state].title,
      evidence: told,
    },
  ]
  if (policies.kind === 'unread') {
    const told = `NetworkPolicies of namespace ${namespace}: ${policies.why}`
    return [{ code, state: 'warn', title: 'Whether ingress policies let clients in could not be read', evidence: told }]
  }
  const limiting = policies.value.map(ingressSide)
  if (!limiting.some(({ limitsEgress }) => limitsEgress)) {
    return answer('open', `${limiting.length} NetworkPolicies in namespace ${namespace}`)
  }
  const judged = waysIn(evidence).map(({ labels, client }) => ({ client, ...judgeEgress(limiting, client, labels) }))
  const worst = judged.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state))[0]
  // That there is no pod, or no port, is told by other checks.
  if (worst === undefined) return []
  const names = worst.policies.slice(0, 5).join(', ')
  return answer(
    worst.state,
    `At ${worst.client.port}/${worst.client.protocol}: ${names ? `${names}, ` : ''}${words[worst.state].says}`,
  )
}

/** Each port of each kind of pod by its labels; clients are any pod of the namespace, whose labels nobody knows. */
function waysIn(evidence: SelectorEvidence): { labels: Readonly<Record<string, string>>; client: Destination }[] {
  const { namespaceLabels, ports } = evidence
  return kindsOf(evidence).flatMap(({ labels, ports: declared }) =>
    ports.flatMap((port) => {
      const protocol = port.protocol ?? 'TCP'
      if (protocol !== 'TCP' && protocol !== 'UDP' && protocol !== 'SCTP') return []
      const known = { sameNamespace: true, namespaceLabels, podLabels: {}, isEveryLabelKnown: false } as const
      const client: Destination = { kind: 'pod', ...known, port: numberOf(port, declared), protocol }
      return [{ labels, client }]
    }),
  )
}

function kindsOf(evidence: SelectorEvidence): Pick<Pod, 'labels' | 'ports'>[] {
  const pods = evidence.pods.kind === 'read' ? evidence.pods.value.items : []
  const templates = matchedWorkloads(evidence).map(({ podLabels, ports }) => ({ labels: podLabels, ports }))
  const kinds = pods.length > 0 ? pods : templates
  const distinct = new Map(kinds.map((kind) => [JSON.stringify(Object.entries(kind.labels).sort()), kind]))
  return [...distinct.values()].slice(0, mostSets)
}

/** The pods' own port: policies are held against that, not the Service's. */
function numberOf({ port, targetPort }: ServicePortObject, declared: Pod['ports']): number {
  if (typeof targetPort !== 'string') return targetPort ?? port
  return declared.find(({ name }) => name === targetPort)?.number ?? port
}
