import { AppError } from '@/lib/domain/app-error'
import type {
  EgressPeer,
  EgressPort,
  EgressRule,
  LabelSelector,
  NetworkPolicy,
} from '@/lib/domain/egress/network-policy'
import { isRecord, type JsonRecord, listAt, recordAt, stringAt, stringMap } from './json-value'
import type { KubeClient } from './kube-client'
import { resourcePath } from './resource-path'

const maxPolicies = 500

/**
 * The NetworkPolicies of a namespace, cut to what egress needs. `policyTypes` defaults as the API server's: a policy without it limits egress
 * only when it has egress rules. Throws AppError as every request does (`forbidden` without the right to list them), and `too-large` above 500.
 */
export async function listNetworkPolicies(client: KubeClient, namespace: string): Promise<NetworkPolicy[]> {
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

function readPolicy(item: JsonRecord): NetworkPolicy {
  const spec = recordAt(item, 'spec')
  const types = listAt(spec, 'policyTypes')
  const rules = listAt(spec, 'egress').filter(isRecord).map(readRule)
  return {
    name: stringAt(recordAt(item, 'metadata'), 'name') ?? '',
    pods: readSelector(spec.podSelector),
    limitsEgress: types.length === 0 ? rules.length > 0 : types.includes('Egress'),
    rules,
  }
}

function readRule(rule: JsonRecord): EgressRule {
  return {
    to: listAt(rule, 'to').filter(isRecord).map(readPeer),
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

function readSelector(value: unknown): LabelSelector {
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
