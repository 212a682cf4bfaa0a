import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { AppError } from '@/lib/domain/app-error'
import type { ClusterAccess } from '@/lib/kubernetes/cluster-access'
import { createKubeClient, type KubeClient, type KubeRequest } from '@/lib/kubernetes/kube-client'
import { readKubeconfig } from '@/lib/kubernetes/kubeconfig'
import { poll } from '../../control-plane/poll'
import { providedControlPlane } from '../../control-plane/provided-control-plane'
import { recordWatch, type WatchRecorder } from '../../lib/kubernetes/watch-recorder'
import { kubectlOf } from '../kubectl-of'

const controlPlane = providedControlPlane()
const kubectl = kubectlOf(controlPlane)
const userAgent = 'signpost/test'
const open: Array<() => Promise<void>> = []

async function accessAs(identity: 'admin' | 'nobody'): Promise<ClusterAccess> {
  const { clusters, problem } = await readKubeconfig({
    env: { KUBECONFIG: controlPlane.kubeconfigPath(identity) },
    contexts: null,
  })
  const [access] = clusters
  if (access === undefined) throw new Error(problem ?? 'no cluster')
  return access
}

async function watchAs(identity: 'admin' | 'nobody'): Promise<WatchRecorder & { client: KubeClient }> {
  const client = createKubeClient(await accessAs(identity), { kind: 'kubeconfig' }, { userAgent })
  const recorder = recordWatch(client)
  open.push(async () => {
    await recorder.stop()
    await client.close()
  })
  return { ...recorder, client }
}

const namespace = 'door-watch'
const create = (name: string, host: string) =>
  kubectl('create', 'service', 'externalname', name, '--external-name', host, '-n', namespace)
const patch = (name: string, body: object) =>
  kubectl('patch', 'service', name, '-n', namespace, '--type=merge', '-p', JSON.stringify(body))

beforeAll(async () => {
  await kubectl('create', 'namespace', namespace)
})
afterAll(async () => {
  await controlPlane.kubectl(['delete', 'namespace', namespace, '--wait=false'])
})
afterEach(async () => {
  await Promise.all(open.splice(0).map((close) => close()))
})

describe('a cluster that is watched', () => {
  test('shows what kubectl creates, patches and deletes', async () => {
    const watch = await watchAs('admin')
    await watch.until('live', () => watch.state()?.state === 'live')
    await create('database', 'one.example.com')
    await watch.until('created', () => watch.row(namespace, 'database')?.target === 'one.example.com')
    await patch('database', { spec: { externalName: 'Two.example.com.'.toLowerCase() } })
    await watch.until('patched', () => watch.row(namespace, 'database')?.target === 'two.example.com')
    expect(watch.row(namespace, 'database')).toMatchObject({
      externalName: 'two.example.com.',
      type: 'ExternalName',
      changedBy: 'kubectl-patch',
    })
    await kubectl('delete', 'service', 'database', '-n', namespace)
    await watch.until('deleted', () => watch.row(namespace, 'database') === undefined)
    expect(watch.faults).toEqual([])
  })

  test('keeps a Service that becomes ClusterIP and is tracked, and follows it back', async () => {
    const watch = await watchAs('admin')
    await create('moved', 'moved.example.com')
    await watch.until('created', () => watch.row(namespace, 'moved') !== undefined)
    await patch('moved', {
      metadata: { labels: { 'signpost/tracked': 'true' } },
      spec: { type: 'ClusterIP', externalName: null, ports: [{ port: 5432 }] },
    })
    await watch.until('moved in', () => watch.row(namespace, 'moved')?.type === 'ClusterIP')
    expect(watch.row(namespace, 'moved')).toMatchObject({ target: null, externalName: null })
    await patch('moved', { spec: { type: 'ExternalName', externalName: 'back.example.com', ports: null } })
    await watch.until('moved out', () => watch.row(namespace, 'moved')?.target === 'back.example.com')
    await patch('moved', { metadata: { labels: { 'signpost/tracked': null } } })
    await watch.until('untracked', () => watch.row(namespace, 'moved')?.labels['signpost/tracked'] === undefined)
    expect(watch.log.filter((line) => line.startsWith('- '))).toEqual([])
    await patch('moved', { spec: { type: 'ClusterIP', externalName: null, ports: [{ port: 5432 }] } })
    await watch.until('left', () => watch.row(namespace, 'moved') === undefined)
    await kubectl('delete', 'service', 'moved', '-n', namespace)
    expect(watch.faults).toEqual([])
  })

  test('tells a Service that was deleted and created anew from the one before', async () => {
    const watch = await watchAs('admin')
    await create('anew', 'first.example.com')
    await watch.until('created', () => watch.row(namespace, 'anew') !== undefined)
    const uid = watch.row(namespace, 'anew')?.uid
    await kubectl('delete', 'service', 'anew', '-n', namespace)
    await create('anew', 'second.example.com')
    await watch.until('created anew', () => watch.row(namespace, 'anew')?.target === 'second.example.com')
    expect(watch.row(namespace, 'anew')?.uid).not.toBe(uid)
    await kubectl('delete', 'service', 'anew', '-n', namespace)
    expect(watch.faults).toEqual([])
  })

  test('reads owner and environment from the namespace, also when they change', async () => {
    const watch = await watchAs('admin')
    await create('owned', 'owned.example.com')
    await watch.until('created', () => watch.row(namespace, 'owned') !== undefined)
    await kubectl('annotate', 'namespace', namespace, 'a8r.io/owner=team-a')
    await kubectl('label', 'namespace', namespace, 'environment=staging')
    await watch.until('owner', () => watch.row(namespace, 'owned')?.owner?.value === 'team-a')
    await watch.until('environment', () => watch.row(namespace, 'owned')?.environment === 'staging')
    await kubectl('delete', 'service', 'owned', '-n', namespace)
    expect(watch.faults).toEqual([])
  })

  test('names the verb and the resource that are denied', async () => {
    const watch = await watchAs('nobody')
    await watch.until('denied', () => watch.state()?.state === 'denied')
    expect(watch.state()).toMatchObject({ state: 'denied', verb: 'list', resource: 'services' })
    expect(watch.rows.size).toBe(0)
  })
})

describe('an API server that comes and goes', () => {
  test('loses and doubles nothing when it is killed and restarted between writes', async () => {
    const watch = await watchAs('admin')
    await watch.until('live', () => watch.state()?.state === 'live')
    for (const round of [1, 2, 3]) {
      await create(`before-${round}`, `before-${round}.example.com`)
      await controlPlane.killApiServer()
      await controlPlane.restartApiServer()
      const returnedAt = performance.now()
      await patch(`before-${round}`, { spec: { externalName: `patched-${round}.example.com` } })
      await create(`after-${round}`, `after-${round}.example.com`)
      if (round > 1) await kubectl('delete', 'service', `before-${round - 1}`, '-n', namespace)
      await watch.until('converged', () => {
        const isPatched = watch.row(namespace, `before-${round}`)?.target === `patched-${round}.example.com`
        const isGone = round === 1 || watch.row(namespace, `before-${round - 1}`) === undefined
        return isPatched && isGone && watch.row(namespace, `after-${round}`) !== undefined
      })
      expect(performance.now() - returnedAt).toBeLessThan(5_000)
    }
    await expectSameAsKubectl(watch)
  })

  test('loses and doubles nothing under a stream of writes while it is killed, hangs and returns', async () => {
    const watch = await watchAs('admin')
    await watch.until('live', () => watch.state()?.state === 'live')
    const writer = new ServiceWriter(watch.client)
    const writing = writer.run()
    for (const hurt of ['kill', 'pause', 'kill', 'pause'] as const) {
      await poll(async () => writer.burst() > 100, { what: 'writes', timeoutMs: 20_000 })
      if (hurt === 'kill') {
        await controlPlane.killApiServer()
        await controlPlane.restartApiServer()
      } else {
        await controlPlane.pauseApiServer()
        await poll(async () => writer.isBlocked(), { what: 'a write that hangs', timeoutMs: 10_000 })
        await controlPlane.resumeApiServer()
      }
    }
    await poll(async () => writer.burst() > 100, { what: 'writes', timeoutMs: 20_000 })
    writer.stop()
    await writing
    expect(writer.written).toBeGreaterThan(500)
    await expectSameAsKubectl(watch)
    await kubectl('delete', 'services', '-n', namespace, '-l', 'written=true')
    await watch.until('all gone', () => ![...watch.rows.values()].some(({ labels }) => labels.written === 'true'))
    expect(watch.faults).toEqual([])
  })

  test('lists again and tells only the difference when its resourceVersions have expired', async () => {
    const watch = await watchAs('admin')
    await watch.until('live', () => watch.state()?.state === 'live')
    const rowsBefore = watch.rows.size
    expect(rowsBefore).toBeGreaterThan(0)
    const told = watch.log.length
    await create('expiring', 'expiring.example.com')
    await watch.until('created', () => watch.row(namespace, 'expiring') !== undefined)
    await controlPlane.expireResourceVersions()
    await kubectl('delete', 'service', 'expiring', '-n', namespace)
    await watch.until('deleted', () => watch.row(namespace, 'expiring') === undefined)
    expect(watch.log.length).toBe(told + 2)
    await expectSameAsKubectl(watch)
  })

  test('is stale 10 s after it hung, keeps its rows, and converges within 5 s of return', async () => {
    const watch = await watchAs('admin')
    await watch.until('live', () => watch.state()?.state === 'live')
    await create('hung', 'before.example.com')
    await watch.until('created', () => watch.row(namespace, 'hung') !== undefined)
    const rows = watch.rows.size
    const hungAt = Date.now()
    await controlPlane.pauseApiServer()
    await watch.until('stale', () => watch.state()?.state === 'stale', 15_000)
    const state = watch.state()
    expect(state).toMatchObject({ state: 'stale', why: expect.stringContaining('did not answer') })
    const sinceMs = state?.state === 'stale' ? Date.parse(state.since) : 0
    expect(Math.abs(sinceMs - hungAt)).toBeLessThan(4_000)
    expect(watch.rows.size).toBe(rows)
    await controlPlane.resumeApiServer()
    const returnedAt = performance.now()
    await patch('hung', { spec: { externalName: 'after.example.com' } })
    await watch.until('converged', () => watch.row(namespace, 'hung')?.target === 'after.example.com')
    await watch.until('live again', () => watch.state()?.state === 'live')
    expect(performance.now() - returnedAt).toBeLessThan(5_000)
    await expectSameAsKubectl(watch)
  })
})

/** Creates, retargets, moves in and out and deletes Services, one write after another, whatever becomes of each. */
class ServiceWriter {
  written = 0
  readonly #client: KubeClient
  #isEnded = false
  #burst = 0
  #askedAtMs = performance.now()

  constructor(client: KubeClient) {
    this.#client = client
  }

  burst(): number {
    return this.#burst
  }

  isBlocked(): boolean {
    const isBlocked = performance.now() - this.#askedAtMs > 1_000
    if (isBlocked) this.#burst = 0
    return isBlocked
  }

  stop(): void {
    this.#isEnded = true
  }

  async run(): Promise<void> {
    const path = `/api/v1/namespaces/${namespace}/services`
    for (let round = 0; !this.#isEnded; round += 1) {
      const name = `stream-${round % 17}`
      const metadata = { name, labels: { written: 'true' } }
      const spec = { type: 'ExternalName', externalName: `r${round}.example.com` }
      const inside = {
        metadata: { labels: { 'signpost/tracked': 'true' } },
        spec: { type: 'ClusterIP', externalName: null, ports: [{ port: 80 }] },
      }
      await this.#write({ method: 'POST', path, body: { metadata, spec } })
      await this.#write(
        merge(`${path}/${name}`, round % 3 === 0 ? inside : { spec: { externalName: 'other.example.com' } }),
      )
      await this.#write(
        merge(`${path}/${name}`, {
          metadata: { labels: { 'signpost/tracked': null } },
          spec: { ...spec, ports: null },
        }),
      )
      if (round % 2 === 0) await this.#write({ method: 'DELETE', path: `${path}/${name}` })
    }
  }

  async #write(request: KubeRequest): Promise<void> {
    this.#askedAtMs = performance.now()
    try {
      await this.#client.request({ ...request, timeoutMs: 5_000 })
      this.written += 1
      this.#burst += 1
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      if (error.code === 'unavailable') this.#burst = 0
    }
  }
}

function merge(path: string, body: object): KubeRequest {
  return { method: 'PATCH', path, body, contentType: 'application/merge-patch+json' }
}

async function expectSameAsKubectl(watch: WatchRecorder): Promise<void> {
  const { stdout } = await controlPlane.kubectl([
    ...['get', 'services', '-A', '--field-selector', 'spec.type=ExternalName'],
    ...['-o', 'jsonpath={range .items[*]}{.metadata.uid} {.metadata.resourceVersion}{"\\n"}{end}'],
  ])
  const wanted = stdout.trim().split('\n').sort()
  const rows = () => [...watch.rows.values()].map(({ uid, resourceVersion }) => `${uid} ${resourceVersion}`).sort()
  await watch.until('the same as kubectl', () => JSON.stringify(rows()) === JSON.stringify(wanted))
  expect(watch.faults).toEqual([])
}
