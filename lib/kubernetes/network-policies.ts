import { AppError } from '@/lib/domain/app-error'
import type {
  EgressPeer,
  EgressPort,
  EgressRule,
  LabelSelector,
  TwoWayPolicy,
} from '@/lib/domain/egress/network-policy'
import { isRecord, type JsonRecord, listAt, recordAt, stringAt, stringMap } from './json-value'
import type { KubeClient } from './kube-client'
import { resourcePath } from './resource-path'

const maxPolicies = 500

/**
 * The NetworkPolicies of a namespace, both ways. `policyTypes` defaults as the API server's: a policy without it limits ingress always, and egress
 * only when it has egress rules. Throws AppError as every request does (`forbidden` without the right to list them), and `too-large` above 500.
 */
export async function listNetworkPolicies(client: KubeClient, namespace: string): Promise<TwoWayPolicy[]> {
  const path = resourcePath({ group: 'networking.k8s.io', resource: 'networkpolicies', namespace })
  const { body } = await client.request({ method: 'GET', path, query: { limit: maxPolicies } })
  if (!isRecord(body) || !Array.isArray(body.items)) {
    throw new AppError('unavailable', 'the API server answered without NetworkPolicies', { reason: 'broken-answer' })
  }
  if (stringAt(recordAt(body, 'metadata'), 'continue') !== undefined) {
    throw new AppError('too-large', `namespace ${namespace} has more than ${maxPolicies} NetworkPolicies`)
  }
  return body.items.filter(isRecord).map(readPolicy)
}

function readPolicy(item: JsonRecord): TwoWayPolicy {
  const spec = recordAt(item, 'spec')
  const types = listAt(spec, 'policyTypes')
  const rules = listAt(spec, 'egress')
    .filter(isRecord)
    .map((rule) => readRule(rule, 'to'))
  return {
    name: stringAt(recordAt(item, 'metadata'), 'name') ?? '',
    pods: readSelector(spec.podSelector),
    limitsEgress: types.length === 0 ? rules.length > 0 : types.includes('Egress'),
    rules,
    limitsIngress: types.length === 0 || types.includes('Ingress'),
    ingressRules: listAt(spec, 'ingress')
      .filter(isRecord)
      .map((rule) => readRule(rule, 'from')),
  }
}

function readRule(rule: JsonRecord, peers: 'to' | 'from'): EgressRule {
  return {
    to: listAt(rule, peers).filter(isRecord).map(readPeer),
    ports: listAt(rule, 'ports').filter(isRecord).map(readPort),
  }
}

function readPeer(peer: JsonRecord): EgressPeer {
  if (isRecord(peer.ipBlock)) {
    const except = listAt(peer.ipBlock, 'except').filter((cidr) => typeof cidr === 'string')
    return { kind: 'block', cidr: stringAt(peer.ipBlock, 'cidr') ?? '', except }
  }
  return {
    kind: 'pods',
    namespaces: peer.namespaceSelector === undefined ? null : readSelector(peer.namespaceSelector),
    pods: peer.podSelector === undefined ? null : readSelector(peer.podSelector),
  }
}

function readPort({ protocol, port, endPort }: JsonRecord): EgressPort {
  return {
    protocol: typeof protocol === 'string' ? protocol : 'TCP',
    port: typeof port === 'number' || typeof port === 'string' ? port : null,
    endPort: typeof endPort === 'number' ? endPort : null,
  }
}

/** A label selector of any kind; one that is not there is empty. */
export function readSelector(value: unknown): LabelSelector {
  if (!isRecord(value)) return { matchLabels: {}, matchExpressions: [] }
  return {
    matchLabels: stringMap(value.matchLabels),
    matchExpressions: listAt(value, 'matchExpressions')
      .filter(isRecord)
      .map((expression) => ({
        key: stringAt(expression, 'key') ?? '',
        operator: stringAt(expression, 'operator') ?? '',
        values: listAt(expression, 'values').filter((entry) => typeof entry === 'string'),
      })),
  }
}
