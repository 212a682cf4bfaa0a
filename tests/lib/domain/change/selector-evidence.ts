import type { Reading, SelectorEvidence } from '@/lib/domain/change/selector-evidence'
import type { TwoWayPolicy } from '@/lib/domain/egress/network-policy'
import type { Pod, Workload } from '@/lib/domain/workload/workload'

const port = (number: number, name: string | null = null) => ({ container: 'main', name, number, protocol: 'TCP' })

export function sampleWorkload(members: Partial<Workload> = {}): Workload {
  const { podLabels = { app: 'web' } } = members
  return {
    kind: 'Deployment',
    namespace: 'shop',
    name: 'web',
    replicas: 2,
    currentReplicas: 2,
    readyReplicas: 2,
    updatedReplicas: 2,
    generation: 3,
    observedGeneration: 3,
    serviceName: null,
    selector: { matchLabels: podLabels, matchExpressions: [] },
    podLabels,
    ports: [port(8080, 'http')],
    images: ['registry.example/shop/web:1'],
    ...members,
  }
}

export function samplePod(members: Partial<Pod> = {}): Pod {
  return {
    name: 'web-1',
    ip: '10.1.0.1',
    labels: { app: 'web', 'pod-template-hash': 'abc' },
    isReady: true,
    isTerminating: false,
    ports: [port(8080, 'http')],
    owner: { kind: 'Deployment', name: 'web' },
    ...members,
  }
}

/** A StatefulSet of one database server, and its pod. */
export const sampleDatabase = (members: Partial<Workload> = {}): Workload =>
  sampleWorkload({
    kind: 'StatefulSet',
    name: 'postgres',
    replicas: 1,
    currentReplicas: 1,
    readyReplicas: 1,
    updatedReplicas: 1,
    serviceName: 'postgres-headless',
    podLabels: { app: 'postgres' },
    ports: [port(5432, 'sql')],
    images: ['postgres:15'],
    ...members,
  })

export const sampleDatabasePod = (members: Partial<Pod> = {}): Pod =>
  samplePod({
    name: 'postgres-0',
    labels: { app: 'postgres' },
    ports: [port(5432, 'sql')],
    owner: { kind: 'StatefulSet', name: 'postgres' },
    ...members,
  })

export const samplePolicy = (members: Partial<TwoWayPolicy> = {}): TwoWayPolicy => ({
  name: 'limits',
  pods: { matchLabels: {}, matchExpressions: [] },
  limitsEgress: false,
  rules: [],
  limitsIngress: true,
  ingressRules: [],
  ...members,
})

export const read = <Value>(value: Value): Reading<Value> => ({ kind: 'read', value })
export const list = <Item>(items: readonly Item[], isWhole = true) => read({ items, isWhole })
export const unread = { kind: 'unread' as const, why: 'viewer may not list them' }

/** An alias that is to lead to a web Deployment with two ready pods, with nothing in the way. */
export function sampleSelector(members: Partial<SelectorEvidence> = {}): SelectorEvidence {
  return {
    namespace: 'shop',
    service: 'api',
    isHeadless: false,
    selector: { app: 'web' },
    ports: [{ name: 'http', port: 80, targetPort: 'http' }],
    portsToday: [{ port: 80, protocol: 'TCP' }],
    target: 'api.partner.example',
    workload: null,
    pods: list([samplePod(), samplePod({ name: 'web-2', ip: '10.1.0.2' })]),
    workloads: list([sampleWorkload()]),
    slices: read([]),
    policies: read([]),
    namespaceLabels: { 'kubernetes.io/metadata.name': 'shop' },
    ...members,
  }
}

/** The same for a StatefulSet of Postgres. */
export function sampleDatabaseSelector(members: Partial<SelectorEvidence> = {}): SelectorEvidence {
  return sampleSelector({
    service: 'my-database',
    selector: { app: 'postgres' },
    ports: [{ name: 'sql', port: 5432 }],
    portsToday: [{ port: 5432, protocol: 'TCP' }],
    target: 'external-db.provider.com',
    pods: list([sampleDatabasePod()]),
    workloads: list([sampleDatabase()]),
    ...members,
  })
}
