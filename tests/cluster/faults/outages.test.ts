import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ServicesPage, servicesPageSchema } from '@/lib/contract/services'
import { poll } from '../../control-plane/poll.ts'
import { providedControlPlane } from '../../control-plane/provided-control-plane.ts'
import { type RunningConsole, startConsole } from '../../journeys/console.ts'
import { alias, namespace } from '../../journeys/manifests.ts'

const controlPlane = providedControlPlane()
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signpost-outages-'))
  const items = [namespace('outage-test'), alias('outage-test', 'steady', 'api-v1.backend.com')]
  const { code, stderr } = await controlPlane.kubectl(['apply', '-f', '-'], {
    stdin: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }),
  })
  if (code !== 0) throw new Error(stderr)
})

afterAll(async () => {
  await rm(folder, { recursive: true })
  await controlPlane.kubectl(['delete', 'namespace', 'outage-test', '--wait=false'])
})

async function list({ url }: RunningConsole, query = 'namespace=outage-test'): Promise<ServicesPage> {
  return servicesPageSchema.parse(await (await fetch(`${url}/api/v1/services?${query}`)).json())
}

const target = async (running: RunningConsole) => (await list(running)).items[0]?.target

async function patch(host: string): Promise<void> {
  const { code, stderr } = await controlPlane.kubectl([
    'patch',
    'service',
    '-n',
    'outage-test',
    'steady',
    '--type=merge',
    '-p',
    JSON.stringify({ spec: { externalName: host } }),
  ])
  if (code !== 0) throw new Error(stderr)
}

test('keeps the rows of an API server that hangs for 30 s, says since when, and converges within 5 s of its return', async () => {
  const running = await startConsole(controlPlane)
  try {
    await list(running)
    await controlPlane.pauseApiServer()
    const pausedAt = performance.now()
    try {
      await poll(async () => (await list(running)).clusters[0]?.state === 'stale', { what: 'stale', timeoutMs: 20_000 })
      const page = await list(running)
      expect(page.clusters[0]?.since).toMatch(/^\d{4}-/)
      expect(page.items.map((row) => row.name)).toEqual(['steady'])
      await poll(async () => performance.now() - pausedAt > 30_000, { what: '30 s', timeoutMs: 40_000 })
    } finally {
      await controlPlane.resumeApiServer()
    }
    const resumedAt = performance.now()
    await patch('api-v2.backend.com')
    await poll(async () => (await target(running)) === 'api-v2.backend.com', { what: 'the row', timeoutMs: 10_000 })
    await poll(async () => (await list(running)).clusters[0]?.state === 'live', { what: 'live', timeoutMs: 10_000 })
    expect(performance.now() - resumedAt).toBeLessThan(5000)
  } finally {
    await running.stop()
  }
}, 120_000)

test('sees what changed while the API server was dead and restarted', async () => {
  const running = await startConsole(controlPlane)
  try {
    await controlPlane.killApiServer()
    await controlPlane.restartApiServer()
    await patch('api-v1.backend.com')
    await poll(async () => (await target(running)) === 'api-v1.backend.com', { what: 'the row', timeoutMs: 5000 })
  } finally {
    await running.stop()
  }
}, 120_000)

test('starts without a kubeconfig, says which file is missing, and recovers by itself when it comes', async () => {
  const file = join(folder, 'later')
  const running = await startConsole(controlPlane, { KUBECONFIG: file }, 'healthz')
  try {
    expect(await (await fetch(`${running.url}/readyz`)).text()).toContain(file)
    expect(await (await fetch(running.url)).text()).toContain(file)
    expect((await list(running)).clusters).toEqual([])
    await writeFile(file, '{ broken: [')
    await poll(async () => (await (await fetch(`${running.url}/readyz`)).text()).includes('not valid YAML'), {
      what: 'the broken file is named',
      timeoutMs: 10_000,
    })
    await writeFile(file, await readFile(controlPlane.kubeconfigPath('admin')))
    await poll(async () => (await list(running)).total === 1, { what: 'the rows', timeoutMs: 10_000 })
  } finally {
    await running.stop()
  }
}, 60_000)

test('names the context and the reason when the server cannot be reached', async () => {
  const file = join(folder, 'unreachable')
  const text = await readFile(controlPlane.kubeconfigPath('admin'), 'utf8')
  await writeFile(file, text.replaceAll(controlPlane.serverUrl, 'https://127.0.0.1:1'))
  const running = await startConsole(controlPlane, { KUBECONFIG: file }, 'healthz')
  try {
    await poll(async () => (await list(running, '')).clusters[0]?.why?.includes('refused the connection') === true, {
      what: 'the reason',
      timeoutMs: 15_000,
    })
    expect((await list(running, '')).clusters[0]?.label).toBe(controlPlane.contextName)
  } finally {
    await running.stop()
  }
}, 60_000)

test('names the verb and the resource when the watch is forbidden', async () => {
  const running = await startConsole(controlPlane, { KUBECONFIG: controlPlane.kubeconfigPath('nobody') }, 'healthz')
  try {
    await poll(async () => (await list(running, '')).clusters[0]?.state === 'denied', {
      what: 'denied',
      timeoutMs: 15_000,
    })
    expect((await list(running, '')).clusters[0]?.why).toMatch(/list.*services/)
  } finally {
    await running.stop()
  }
}, 60_000)
