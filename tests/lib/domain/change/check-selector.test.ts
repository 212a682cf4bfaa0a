import { describe, expect, it } from 'vitest'
import { checkSelector } from '@/lib/domain/change/check-selector'
import type { PrecheckState } from '@/lib/domain/change/precheck'
import type { SelectorEvidence } from '@/lib/domain/change/selector-evidence'
import { slice } from './endpoint-slices'
import {
  list,
  read,
  sampleDatabase,
  sampleDatabasePod,
  sampleDatabaseSelector,
  samplePod,
  samplePolicy,
  sampleSelector,
  sampleWorkload,
  unread,
} from './selector-evidence'

type Members = Partial<SelectorEvidence>
type Case = [title: string, members: Members, code: string, state: PrecheckState | undefined, evidence?: RegExp]

function expectAnswer(evidence: SelectorEvidence, code: string, state: PrecheckState | undefined, told?: RegExp): void {
  const found = checkSelector(evidence).filter((answer) => answer.code === code)
  expect(found.map((answer) => answer.state)).toEqual(state === undefined ? [] : [state])
  if (told !== undefined) expect(`${found[0]?.title}: ${found[0]?.evidence}`).toMatch(told)
}

const web = (members: Parameters<typeof sampleWorkload>[0]) => list([sampleWorkload(members)])
const everyPod = { matchLabels: {}, matchExpressions: [] }
const portRule = (port: number | string) => ({ to: [], ports: [{ protocol: 'TCP', port, endPort: null }] })

describe('a change to pods by their labels', () => {
  it.each([
    ['a Deployment', sampleSelector()],
    ['a StatefulSet of one database server', sampleDatabaseSelector()],
  ])('needs nothing but the word on credentials where all is well: %s', (_, evidence) => {
    const found = checkSelector(evidence).filter(({ state }) => state !== 'pass')
    expect(found.map(({ code, state }) => [code, state])).toEqual([['credentials-parity', 'warn']])
  })

  it.each<Case>([
    ['an empty selector is blocked', { selector: {} }, 'selector-pods', 'block', /selector is empty/],
    ['no pod at all is blocked', { pods: list([]) }, 'selector-pods', 'block', /matches no pod/],
    [
      'pods of which none is ready are blocked, with their names',
      { pods: list([samplePod({ isReady: false })]) },
      'selector-pods',
      'block',
      /0 of 1 pods with app=web ready: web-1/,
    ],
    [
      'a pod on its way out does not count',
      { pods: list([samplePod({ isTerminating: true })]) },
      'selector-pods',
      'block',
    ],
    ['one ready pod passes', { pods: list([samplePod()]) }, 'selector-pods', 'pass', /1 of 1/],
    ['pods that could not be read are a warning', { pods: unread }, 'selector-pods', 'warn', /viewer may not list/],
    [
      'no ready one among the first of many is a warning',
      { pods: list([samplePod({ isReady: false })], false) },
      'selector-pods',
      'warn',
    ],
  ])('%s', (_, members, code, state, told) => expectAnswer(sampleSelector(members), code, state, told))
})

describe('the workload behind a selector', () => {
  it.each<Case>([
    ['a template that has the labels passes', {}, 'selector-workload', 'pass', /Deployment web/],
    [
      'a chosen workload whose template has other labels is blocked',
      {
        workload: { kind: 'StatefulSet', name: 'postgres' },
        workloads: list([sampleWorkload(), sampleDatabase()]),
      },
      'selector-workload',
      'block',
      /StatefulSet postgres: its pod template has app=postgres, not app=web/,
    ],
    [
      'a chosen workload that is not there is blocked',
      { workload: { kind: 'StatefulSet', name: 'web' } },
      'selector-workload',
      'block',
      /does not exist/,
    ],
    [
      'one that is not among the first is a warning',
      { workload: { kind: 'StatefulSet', name: 'web' }, workloads: list([sampleWorkload()], false) },
      'selector-workload',
      'warn',
    ],
    [
      'pods whose workload makes others from now on are blocked',
      { workloads: web({ podLabels: { app: 'web-v2' } }) },
      'selector-workload',
      'block',
      /the next rollout loses them/,
    ],
    [
      'pods of an operator are a warning that names it',
      {
        workloads: list([]),
        pods: list([samplePod({ owner: { kind: 'Cluster', name: 'orders' } })]),
      },
      'selector-workload',
      'warn',
      /Cluster orders/,
    ],
    [
      'labels that no template has, and no pod, are blocked',
      { workloads: list([]), pods: list([]) },
      'selector-workload',
      'block',
      /No StatefulSet or Deployment makes pods with app=web/,
    ],
    ['workloads that could not be read are a warning', { workloads: unread }, 'selector-workload', 'warn'],
    ['and nothing is said of rollouts then', { workloads: unread }, 'workload-rollout', undefined],
  ])('%s', (_, members, code, state, told) => expectAnswer(sampleSelector(members), code, state, told))

  it.each<Case>([
    ['one workload alone passes', {}, 'selector-others', 'pass'],
    [
      'another Deployment with the labels is a warning',
      { workloads: list([sampleWorkload(), sampleWorkload({ name: 'web-canary' })]) },
      'selector-others',
      'warn',
      /Deployment web, and Deployment web-canary/,
    ],
    [
      'a StatefulSet among them is blocked',
      { workloads: list([sampleWorkload(), sampleWorkload({ kind: 'StatefulSet', name: 'cache' })]) },
      'selector-others',
      'block',
    ],
    [
      'a pod that nobody keeps is another',
      { pods: list([samplePod(), samplePod({ name: 'debug', owner: null })]) },
      'selector-others',
      'warn',
      /Pod debug/,
    ],
    ['pods of the chosen one are none', { workload: { kind: 'Deployment', name: 'web' } }, 'selector-others', 'pass'],
    ['is left open where pods could not be read', { pods: unread }, 'selector-others', undefined],
  ])('%s', (_, members, code, state, told) => expectAnswer(sampleSelector(members), code, state, told))

  it.each<Case>([
    ['none passes', {}, 'workload-rollout', 'pass', /Deployment web 2 of 2/],
    [
      'pods of an old template',
      { workloads: web({ updatedReplicas: 1 }) },
      'workload-rollout',
      'warn',
      /1 of 2 pods are of the last template/,
    ],
    [
      'a change that was not seen yet',
      { workloads: web({ generation: 4 }) },
      'workload-rollout',
      'warn',
      /has not seen/,
    ],
    ['old pods beside new ones', { workloads: web({ currentReplicas: 3 }) }, 'workload-rollout', 'warn', /1 pods more/],
    [
      'pods that are not ready',
      { workloads: web({ readyReplicas: 1 }) },
      'workload-rollout',
      'warn',
      /1 of 2 pods are ready/,
    ],
  ])('a rollout under way is a warning: %s', (_, members, code, state, told) =>
    expectAnswer(sampleSelector(members), code, state, told),
  )

  it.each<Case>([
    [
      'is blocked for a ClusterIP',
      { workloads: list([sampleDatabase({ serviceName: 'my-database' })]) },
      'workload-service-name',
      'block',
      /needs? this Service to be headless/,
    ],
    [
      'whichever pods the selector matches',
      {
        workloads: list([
          sampleDatabase(),
          sampleWorkload({ kind: 'StatefulSet', name: 'x', serviceName: 'my-database' }),
        ]),
      },
      'workload-service-name',
      'block',
      /StatefulSet x/,
    ],
    [
      'is as it should be for a headless one',
      { isHeadless: true, workloads: list([sampleDatabase({ serviceName: 'my-database' })]) },
      'workload-service-name',
      undefined,
    ],
    [
      'is a warning where not every one was read',
      { workloads: list([sampleDatabase()], false) },
      'workload-service-name',
      'warn',
    ],
    ['says nothing where there is none', {}, 'workload-service-name', undefined],
  ])('a StatefulSet that names the Service %s', (_, members, code, state, told) =>
    expectAnswer(sampleDatabaseSelector(members), code, state, told),
  )
})

describe('the ports of a change to pods', () => {
  it.each<Case>([
    ['a name that pods declare passes', {}, 'pod-ports', 'pass', /http\/TCP/],
    [
      'a name that none declares is blocked',
      { ports: [{ port: 80, targetPort: 'web' }] },
      'pod-ports',
      'block',
      /web\/TCP: not in pod web-1, pod web-2/,
    ],
    [
      'a name that one pod lacks is blocked',
      { pods: list([samplePod(), samplePod({ name: 'web-2', ports: [] })]) },
      'pod-ports',
      'block',
      /not in pod web-2/,
    ],
    ['a number that is declared passes', { ports: [{ port: 80, targetPort: 8080 }] }, 'pod-ports', 'pass', /8080\/TCP/],
    [
      'a number that is not is a warning',
      { ports: [{ port: 80 }] },
      'pod-ports',
      'warn',
      /80\/TCP.*may listen there all the same/,
    ],
    [
      'the same number over another protocol is not declared',
      { ports: [{ port: 8080, protocol: 'UDP' }] },
      'pod-ports',
      'warn',
    ],
    ['without pods the template is looked at', { pods: list([]) }, 'pod-ports', 'pass'],
    ['without either it is not known', { pods: unread, workloads: unread }, 'pod-ports', 'warn'],
    ['no port asks nothing', { ports: [] }, 'pod-ports', undefined],
    ['a port in use that stays listed passes', {}, 'ports-kept', 'pass'],
    [
      'one that would go is blocked',
      { portsToday: [{ port: 443, protocol: 'TCP' }] },
      'ports-kept',
      'block',
      /443\/TCP today; 80\/TCP from now on/,
    ],
    [
      'the same number over another protocol is another port',
      { portsToday: [{ port: 80, protocol: 'UDP' }] },
      'ports-kept',
      'block',
    ],
    ['ports in use that nobody knows are a warning', { portsToday: [] }, 'ports-kept', 'warn'],
    [
      'a headless Service leads to no other port',
      { isHeadless: true, ports: [{ port: 80, targetPort: 8080 }] },
      'headless-ports',
      'warn',
      /80 to 8080/,
    ],
    ['a ClusterIP does', { ports: [{ port: 80, targetPort: 8080 }] }, 'headless-ports', undefined],
  ])('%s', (_, members, code, state, told) => expectAnswer(sampleSelector(members), code, state, told))
})

describe('slices beside the pods', () => {
  const of = (members: Parameters<typeof slice>[0]) => ({ slices: read([slice({ serviceName: 'api', ...members })]) })

  it.each<Case>([
    ['none passes', {}, 'foreign-slices', 'pass'],
    [
      'one of somebody else is blocked with the line that removes it',
      of({ name: 'api-by-hand', managedBy: 'somebody' }),
      'foreign-slices',
      'block',
      /kept by somebody: kubectl delete endpointslice --namespace shop api-by-hand/,
    ],
    [
      'one mirrored from Endpoints names those',
      of({ name: 'api-x', managedBy: 'endpointslicemirroring-controller.k8s.io' }),
      'foreign-slices',
      'block',
      /kubectl delete endpoints --namespace shop api/,
    ],
    [
      'one of ours goes with the change',
      of({ name: 'api-signpost-ipv4', managedBy: 'signpost' }),
      'slice-left',
      'info',
    ],
    ['and does not block', of({ name: 'api-signpost-ipv4', managedBy: 'signpost' }), 'foreign-slices', 'pass'],
    [
      'a stale one of the controller is brought up to date',
      of({ managedBy: 'endpointslice-controller.k8s.io' }),
      'slice-stale',
      'info',
    ],
    [
      'one of another Service is no matter',
      of({ serviceName: 'other', managedBy: 'somebody' }),
      'foreign-slices',
      'pass',
    ],
    ['slices that could not be read are a warning', { slices: unread }, 'foreign-slices', 'warn'],
  ])('%s', (_, members, code, state, told) => expectAnswer(sampleSelector(members), code, state, told))
})

describe('a database with one writer', () => {
  const three = {
    pods: list([0, 1, 2].map((index) => sampleDatabasePod({ name: `postgres-${index}` }))),
    workloads: list([sampleDatabase({ replicas: 3, currentReplicas: 3, readyReplicas: 3, updatedReplicas: 3 })]),
  }
  const labelled = (selector: Record<string, string>) => ({
    ...three,
    selector: { app: 'postgres', ...selector },
    workloads: list([sampleDatabase({ podLabels: { app: 'postgres', ...selector } })]),
  })

  it.each<Case>([
    ['one server passes', {}, 'one-writer', 'pass', /postgres \(image postgres\): 1 ready/],
    ['several without a label of the primary are blocked', three, 'one-writer', 'block', /3 ready behind app=postgres/],
    ['a label of Patroni passes', labelled({ 'spilo-role': 'master' }), 'one-writer', 'pass', /spilo-role=master/],
    ['one of CloudNativePG passes', labelled({ 'cnpg.io/instanceRole': 'primary' }), 'one-writer', 'pass'],
    [
      'one pod by its name passes',
      labelled({ 'statefulset.kubernetes.io/pod-name': 'postgres-0' }),
      'one-writer',
      'pass',
    ],
    ['a label of the replicas is none of the primary', labelled({ role: 'replica' }), 'one-writer', 'block'],
    [
      'one that is to become several is a warning',
      { workloads: list([sampleDatabase({ replicas: 3 })]) },
      'one-writer',
      'warn',
      /3 are wanted/,
    ],
    ['servers that could not be counted are a warning', { pods: unread }, 'one-writer', 'warn'],
    [
      'the port tells where the image does not',
      { ...three, workloads: list([sampleDatabase({ images: ['registry.example/data:1'] })]) },
      'one-writer',
      'block',
      /port 5432/,
    ],
    [
      'a pooler may stand there many times',
      { ...three, workloads: list([sampleDatabase({ images: ['bitnami/pgbouncer:1'] })]) },
      'one-writer',
      undefined,
    ],
  ])('%s', (_, members, code, state, told) => expectAnswer(sampleDatabaseSelector(members), code, state, told))

  it('is also told by the provider that the alias leads to today', () => {
    const members = { target: 'db.abc.us-east-1.rds.amazonaws.com' }
    expectAnswer(sampleSelector(members), 'one-writer', 'block', /the alias leads to AWS RDS today/)
  })

  it('is not looked for where nothing says database', () => expectAnswer(sampleSelector(), 'one-writer', undefined))
})

describe('ingress policies of the pods', () => {
  const policies = (...all: Parameters<typeof samplePolicy>[0][]) => ({ policies: read(all.map(samplePolicy)) })
  const from = (peer: object) => ({
    ingressRules: [{ to: [{ kind: 'pods' as const, namespaces: null, pods: null, ...peer }], ports: [] }],
  })

  it.each<Case>([
    ['none passes', {}, 'pod-ingress', 'pass'],
    [
      'one that limits egress alone passes',
      policies({ limitsIngress: false, limitsEgress: true }),
      'pod-ingress',
      'pass',
    ],
    [
      'one that lets nobody in is a warning',
      policies({}),
      'pod-ingress',
      'warn',
      /shut clients out: At 8080\/TCP: limits/,
    ],
    [
      'one for other pods passes',
      policies({ pods: { matchLabels: { app: 'db' }, matchExpressions: [] } }),
      'pod-ingress',
      'pass',
    ],
    ['one that lets everybody in passes', policies({ ingressRules: [{ to: [], ports: [] }] }), 'pod-ingress', 'pass'],
    ['one that lets the namespace in passes', policies(from({ pods: everyPod })), 'pod-ingress', 'pass'],
    [
      'one that lets the namespace in by its name passes',
      policies(from({ namespaces: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' }, matchExpressions: [] } })),
      'pod-ingress',
      'pass',
    ],
    [
      'one that lets another namespace in is a warning',
      policies(from({ namespaces: { matchLabels: { 'kubernetes.io/metadata.name': 'web' }, matchExpressions: [] } })),
      'pod-ingress',
      'warn',
      /shut clients out/,
    ],
    [
      'one that lets certain clients in is a warning',
      policies(from({ pods: { matchLabels: { role: 'client' }, matchExpressions: [] } })),
      'pod-ingress',
      'warn',
      /only some clients/,
    ],
    ['one for the pods’ port passes', policies({ ingressRules: [portRule(8080)] }), 'pod-ingress', 'pass'],
    [
      'one for the port of the Service shuts out',
      policies({ ingressRules: [portRule(80)] }),
      'pod-ingress',
      'warn',
      /shut clients out/,
    ],
    [
      'a second one may open what the first shuts',
      policies({}, { name: 'open', ingressRules: [{ to: [], ports: [] }] }),
      'pod-ingress',
      'pass',
    ],
    ['what could not be read is a warning', { policies: unread }, 'pod-ingress', 'warn', /could not be read/],
  ])('%s', (_, members, code, state, told) => expectAnswer(sampleSelector(members), code, state, told))
})

describe('what could not be read', () => {
  it('never passes a check that rests on it', () => {
    const blind = { pods: unread, workloads: unread, slices: unread, policies: unread, namespaceLabels: null }
    for (const evidence of [sampleSelector(blind), sampleDatabaseSelector(blind)]) {
      const passed = checkSelector(evidence).filter(({ state }) => state === 'pass')
      expect(passed.map(({ code }) => code)).toEqual(['ports-kept'])
    }
  })
})
