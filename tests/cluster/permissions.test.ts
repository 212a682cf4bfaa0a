import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '@/lib/domain/app-error'
import type { DeliveryRef } from '@/lib/domain/change/delivery'
import { type ConsumerKind, consumerKinds } from '@/lib/domain/consumer/consumer-kind'
import { readSelf, reviewAccess } from '@/lib/kubernetes/access-reviews'
import { readAliasedService } from '@/lib/kubernetes/aliased-service'
import { readArgoIgnores } from '@/lib/kubernetes/argo-ignores'
import type { ClusterAccess } from '@/lib/kubernetes/cluster-access'
import { readClusterAddresses } from '@/lib/kubernetes/cluster-addresses'
import { readConfigMap, writeConfigMap } from '@/lib/kubernetes/config-maps'
import { readCorefileText } from '@/lib/kubernetes/coredns-corefile'
import { forwardToCoredns } from '@/lib/kubernetes/coredns-forward'
import { listReadyDnsPods } from '@/lib/kubernetes/coredns-pods'
import { readDelivery } from '@/lib/kubernetes/deliveries'
import { createEvent } from '@/lib/kubernetes/events'
import { createKubeClient, type KubeClient } from '@/lib/kubernetes/kube-client'
import { readKubeconfig } from '@/lib/kubernetes/kubeconfig'
import { readNamespaceLabels } from '@/lib/kubernetes/namespaces'
import { listNetworkPolicies } from '@/lib/kubernetes/network-policies'
import { readPodLog } from '@/lib/kubernetes/pod-logs'
import { scanConsumers } from '@/lib/kubernetes/scan-consumers'
import { type WatchState, watchCluster } from '@/lib/kubernetes/watch-cluster'
import { RecordIndex } from '@/lib/server/change/record-index'
import { systemClock } from '@/lib/server/runtime/system-clock'
import { renderKubeconfig } from '../control-plane/kubeconfig.ts'
import { poll } from '../control-plane/poll.ts'
import { providedControlPlane } from '../control-plane/provided-control-plane.ts'
import { type DocumentedRole, documentedRoles, rightsOf, withoutRight } from './documented-roles.ts'

const plane = providedControlPlane()
const namespace = 'documented-rights'
const account = 'signpost'
const never = new AbortController().signal
const roles = await documentedRoles()
let folder: string
let client: KubeClient
let access: ClusterAccess

const apply = (objects: readonly object[]) =>
  plane.kubectl(['apply', '-f', '-'], {
    stdin: JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }),
  })

// Roles of kube-system and the records' are bound in one namespace, the others everywhere, as the document says.
function bindingOf({ kind, metadata: { name, namespace: home } }: DocumentedRole): object {
  const where = home ?? (name === 'signpost-records' ? namespace : undefined)
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: where === undefined ? 'ClusterRoleBinding' : 'RoleBinding',
    metadata: { name: `${namespace}-${name}`, ...(where === undefined ? {} : { namespace: where }) },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind, name },
    subjects: [{ kind: 'ServiceAccount', name: account, namespace }],
  }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signpost-rights-'))
  await apply([
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: account, namespace } },
    ...roles,
    ...roles.map(bindingOf),
  ])
  const { stdout } = await plane.kubectl(['create', 'token', account, '-n', namespace])
  const path = join(folder, 'kubeconfig')
  const caPem = await readFile(plane.caPath, 'utf8')
  const credentials = { token: stdout.trim() }
  await writeFile(path, renderKubeconfig({ serverUrl: plane.serverUrl, caPem, user: account, credentials }))
  const { clusters, problem } = await readKubeconfig({ env: { KUBECONFIG: path }, contexts: null })
  const [found] = clusters
  if (found === undefined) throw new Error(problem ?? 'no cluster')
  access = found
  client = createKubeClient(access, { kind: 'kubeconfig' }, { userAgent: 'signpost/test' })
})

afterAll(async () => {
  await client.close()
  await rm(folder, { recursive: true })
  await plane.kubectl(['delete', 'namespace', namespace, '--wait=false'])
  for (const role of roles) {
    const bound = [role, bindingOf(role)].map((object) => ({ ...object, rules: undefined }))
    await plane.kubectl(['delete', '--ignore-not-found', '-f', '-'], {
      stdin: JSON.stringify({ apiVersion: 'v1', kind: 'List', items: bound }),
    })
  }
})

/** Empty when all went well, else what the console has to tell. */
async function refusalOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return ''
  } catch (error) {
    if (error instanceof AppError && error.code === 'forbidden') return error.message
    throw error
  }
}

// This API server sends what there is as a watch's first events; one that cannot is listed, and then that right is missed.
const withoutStreams = (): KubeClient => ({
  clusterId: client.clusterId,
  request: (request) => client.request(request),
  watch: (request) => (request.query?.sendInitialEvents === true ? refusedStream() : client.watch(request)),
  openWebSocket: (request) => client.openWebSocket(request),
  close: () => client.close(),
})

async function refusedStream(): Promise<never> {
  throw new AppError('unprocessable', 'sendInitialEvents is forbidden for watch unless WatchList is enabled')
}

// A denied watch is told after its third attempt, not after the list that went well.
async function watchRefusal(patienceMs: number, by = client): Promise<string> {
  let state: WatchState = { state: 'connecting', why: null }
  const watch = watchCluster({
    ...{ client: by, clusterId: by.clusterId, clock: systemClock, random: Math.random, onAliases: () => {} },
    onState: (next) => {
      state = next
    },
  })
  try {
    const settled = async () => (state.state === 'connecting' ? undefined : state)
    const first = await poll(settled, { what: 'the watch is settled', timeoutMs: 15_000 })
    const denied = async () => (state.state === 'denied' ? state : undefined)
    const end = await poll(denied, { what: 'the watch is denied', timeoutMs: patienceMs }).catch(() => first)
    return end.state === 'denied' ? `cannot ${end.verb} resource "${end.resource}"` : ''
  } finally {
    await watch.stop()
  }
}

async function forwardRefusal(): Promise<string> {
  const forward = forwardToCoredns({ client, clock: systemClock, random: Math.random })
  return refusalOf(forward.open(never).then((stream) => stream.destroy()))
}

async function corefileRefusal(): Promise<string> {
  const reading = await readCorefileText(client)
  return reading.kind === 'text' ? '' : reading.why
}

async function unreadAddresses(): Promise<string> {
  const { unread } = await readClusterAddresses(client, plane.serverUrl)
  return unread.map((resource) => `cannot list resource "${resource}"`).join()
}

async function aliasedRefusal(): Promise<string> {
  const service = await readAliasedService(client, 'kube-system', 'kube-dns')
  return service === 'unknown' ? 'cannot get resource "services"' : ''
}

async function endpointsRefusal(): Promise<string> {
  const service = await readAliasedService(client, 'kube-system', 'kube-dns')
  const isHidden = typeof service === 'object' && service.readyEndpoints === null
  return isHidden ? 'cannot list resource "endpointslices"' : ''
}

const record = (name: string, resourceVersion: string | null) => ({
  ...{ namespace, name, resourceVersion, labels: {}, annotations: {} },
  data: { at: new Date().toISOString() },
})

async function recordsRefusal(patienceMs: number, by = client): Promise<string> {
  const reading = { cluster: 'test', client: by, consoleNamespace: namespace, clock: systemClock, random: Math.random }
  const index = new RecordIndex({ ...reading, onEntry: () => {} })
  const denied = async () => (index.whyIncomplete?.startsWith('The console may not') ? index.whyIncomplete : undefined)
  index.start()
  try {
    const settled = async () => index.isListed || denied()
    await poll(settled, { what: 'the records are listed or denied', timeoutMs: 15_000 })
    return await poll(denied, { what: 'the records are denied', timeoutMs: patienceMs }).catch(() => '')
  } finally {
    await index.close()
  }
}

async function eventRefusal(): Promise<string> {
  const told = { type: 'Normal' as const, action: 'switch', reason: 'ChangeApplied', note: 'a to b' }
  const about = { namespace, service: 'any', uid: null, reportingInstance: 'test', atMs: Date.now() }
  return refusalOf(createEvent(client, { ...told, ...about, name: `signpost.${crypto.randomUUID()}.applied` }))
}

async function createRefusal(): Promise<string> {
  return refusalOf(writeConfigMap(client, record(`created-${crypto.randomUUID()}`, null)))
}

async function updateRefusal(): Promise<string> {
  const name = `updated-${crypto.randomUUID()}`
  const { resourceVersion } = await writeConfigMap(client, record(name, null))
  return refusalOf(writeConfigMap(client, record(name, resourceVersion)))
}

async function podLogRefusal(): Promise<string> {
  const [pod] = await plane
    .kubectl(['get', 'pods', '-n', 'kube-system', '-l', 'k8s-app=kube-dns', '-o', 'jsonpath={.items[*].metadata.name}'])
    .then(({ stdout }) => stdout.split(' '))
  return refusalOf(readPodLog(client, { namespace: 'kube-system', pod: pod ?? '', lines: 5 }))
}

async function deliveryRefusal(kind: DeliveryRef['kind'], resource: string): Promise<string> {
  const { state } = await readDelivery(client, { kind, namespace, name: 'any' })
  return state === 'forbidden' ? `cannot get resource "${resource}"` : ''
}

// Beside the records, which another role lets the console read in the namespace of this test.
async function settingsRefusal(): Promise<string> {
  const { state } = await readArgoIgnores(client, 'default')
  return state === 'forbidden' ? 'cannot get resource "configmaps"' : ''
}

async function overrideRefusal(): Promise<string> {
  const { allowed } = await reviewAccess(client, {
    verb: 'override',
    group: 'signpost',
    resource: 'changes',
    namespace,
  })
  return allowed ? '' : 'cannot override resource "changes"'
}

async function reviewRefusal(): Promise<string> {
  const { allowed } = await reviewAccess(client, { verb: 'create', group: 'signpost', resource: 'reviews', namespace })
  return allowed ? '' : 'cannot create resource "reviews"'
}

function scanRight({ resource }: ConsumerKind): string {
  return `ClusterRole signpost-consumers: list ${resource}`
}

const scanRefusal = (kind: ConsumerKind) =>
  refusalOf(scanConsumers(client, kind, null, { signal: never, take: () => {} }))

async function impersonationRefusal(groups: readonly string[]): Promise<string> {
  const as = createKubeClient(
    access,
    { kind: 'impersonated', user: 'oidc:vera', groups },
    { userAgent: 'signpost/test' },
  )
  try {
    return await refusalOf(readSelf(as))
  } finally {
    await as.close()
  }
}

const podsRefusal = () => refusalOf(listReadyDnsPods(client, never))
const noRefusal = async () => ''

// What needs each right; null: it goes on without it, only not with what namespaces say, or with Applications of other namespaces.
const uses: Readonly<Record<string, (() => Promise<string>) | null>> = {
  'ClusterRole signpost-console: list services': () => watchRefusal(0, withoutStreams()),
  'ClusterRole signpost-console: watch services': () => watchRefusal(4000),
  'ClusterRole signpost-console: get services': aliasedRefusal,
  'ClusterRole signpost-console: list namespaces': null,
  'ClusterRole signpost-console: watch namespaces': null,
  'ClusterRole signpost-console: list endpointslices': endpointsRefusal,
  'ClusterRole signpost-console: list nodes': unreadAddresses,
  'ClusterRole signpost-console: list servicecidrs': unreadAddresses,
  'ClusterRole signpost-console: create events': eventRefusal,
  'ClusterRole signpost-impersonate: impersonate users': () => impersonationRefusal([]),
  'ClusterRole signpost-impersonate: impersonate groups': () => impersonationRefusal(['oidc:payments']),
  'Role signpost-port-forward: list pods': podsRefusal,
  'Role signpost-port-forward: get pods/portforward': forwardRefusal,
  'Role signpost-port-forward: create pods/portforward': forwardRefusal,
  'Role signpost-console-dns: get configmaps': corefileRefusal,
  ...Object.fromEntries(consumerKinds.map((kind) => [scanRight(kind), () => scanRefusal(kind)])),
  'ClusterRole signpost-records: get configmaps': () => refusalOf(readConfigMap(client, namespace, 'any')),
  'ClusterRole signpost-records: list configmaps': () => recordsRefusal(0, withoutStreams()),
  'ClusterRole signpost-records: watch configmaps': () => recordsRefusal(4000),
  'ClusterRole signpost-records: create configmaps': createRefusal,
  'ClusterRole signpost-records: update configmaps': updateRefusal,
  'Role signpost-troubleshoot: list pods': podsRefusal,
  'Role signpost-troubleshoot: get pods/log': podLogRefusal,
  'Role signpost-troubleshoot: get configmaps': corefileRefusal,
  'ClusterRole signpost-override: override changes': overrideRefusal,
  'ClusterRole signpost-review: create reviews': reviewRefusal,
  'ClusterRole signpost-repositories: get applications': () => deliveryRefusal('Application', 'applications'),
  'ClusterRole signpost-repositories: list applications': null,
  'ClusterRole signpost-repositories: get kustomizations': () => deliveryRefusal('Kustomization', 'kustomizations'),
  'ClusterRole signpost-repositories: get helmreleases': () => deliveryRefusal('HelmRelease', 'helmreleases'),
  'ClusterRole signpost-repositories: get configmaps': settingsRefusal,
  'ClusterRole signpost-troubleshoot: get namespaces': () => refusalOf(readNamespaceLabels(client, namespace)),
  'ClusterRole signpost-troubleshoot: list networkpolicies': () => refusalOf(listNetworkPolicies(client, namespace)),
}

// Several roles give the same right somewhere, so that all of them have to be without it.
const sharedRights = (right: string) =>
  roles.flatMap(rightsOf).filter((other) => other.split(': ')[1] === right.split(': ')[1])

const without = (rights: readonly string[]) => {
  const gone = new Set(rights.flatMap(sharedRights))
  return roles.map((role) => [...gone].reduce(withoutRight, role))
}

const settled = (use: () => Promise<string>, isTold: (told: string) => boolean) =>
  poll(
    async () => {
      const told = await use()
      return isTold(told) ? { told } : undefined
    },
    { what: 'the API server has taken over the roles', timeoutMs: 20_000 },
  )

// Fifteen rights of one use: they go together, and each is told by itself.
const scanRights = consumerKinds.map(scanRight)
const alone = Object.entries(uses).flatMap(([right, use]) =>
  use === null || scanRights.includes(right) ? [] : [[right, [right]] as const],
)

describe('the rights that docs/permissions.md gives', () => {
  it('are each known here with what needs them', () => {
    expect(Object.keys(uses).sort()).toEqual(roles.flatMap(rightsOf).sort())
  })

  it('are enough for all that the console asks', async () => {
    for (const use of new Set(Object.values(uses))) await settled(use ?? noRefusal, (told) => told === '')
  })

  it.each([...alone, ['all of ClusterRole signpost-consumers', scanRights] as const])(
    'are missed by verb and resource: %s',
    async (_, rights) => {
      await apply(without(rights))
      try {
        for (const right of rights) {
          const [, verb = '', resource = ''] = /: (\S+) (\S+)$/.exec(right) ?? []
          const { told } = await settled(uses[right] ?? noRefusal, (words) => words !== '')
          expect(told).toContain(`cannot ${verb} resource "${resource}"`)
        }
      } finally {
        await apply(roles)
        for (const right of rights) await settled(uses[right] ?? noRefusal, (words) => words === '')
      }
    },
  )
})
