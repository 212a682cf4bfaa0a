import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { putObjects } from '../control-plane/etcd.ts'
import { poll } from '../control-plane/poll.ts'
import type { StartedControlPlane } from '../control-plane/start.ts'
import { type ApiClient, createApiClient } from './api-client.ts'
import { startBenchConsole } from './bench-console.ts'
import { type MeasuredRun, residentMemory, runMeasured } from './process-memory.ts'
import { type Summary, summarise } from './statistics.ts'

export interface ConsumersMeasure {
  readonly configMaps: number
  readonly bytesEach: number
  /** How many of them name the alias, as the console found them. */
  readonly found: number
  /** From the console being live to its first reading being over. */
  readonly readAfterMs: number
  /** The highest resident memory while it read, beside the same console without the ConfigMaps. */
  readonly peakBytes: number
  readonly peakWithoutBytes: number
  /** A small request while it read. */
  readonly meanwhile: Summary
  readonly kubectl: MeasuredRun
}

const namespace = 'bench-consumers'
const name = 'orders-db'
const everyNth = 50
// etcd takes at most 1.5 MiB in one transaction.
const puts = 5
const writers = 4
const readLimitMs = 300_000
const sampleEveryMs = 25

/** What reading many large ConfigMaps for what names an alias costs a console, beside `kubectl` that lists them page by page. */
export async function measureConsumers(
  controlPlane: StartedControlPlane,
  { configMaps, bytesEach }: { configMaps: number; bytesEach: number },
): Promise<ConsumersMeasure> {
  const client = await createApiClient(controlPlane, 2)
  try {
    await create(client, '/api/v1/namespaces', { metadata: { name: namespace } })
    await create(client, `/api/v1/namespaces/${namespace}/services`, {
      ...{ metadata: { name }, spec: { type: 'ExternalName', externalName: 'orders.bench.example' } },
    })
    const without = await readOnce(controlPlane)
    await load(controlPlane.connection.etcdUrl, configMaps, bytesEach)
    await untilServed(client, configMaps)
    const read = await readOnce(controlPlane)
    const { kubectlCommand } = controlPlane
    const kubectl = await runMeasured(kubectlCommand, [
      `--kubeconfig=${controlPlane.kubeconfigPath('admin')}`,
      ...['get', 'configmaps', '--all-namespaces', '--output=json', '--chunk-size=20'],
    ])
    return { configMaps, bytesEach, ...read, peakWithoutBytes: without.peakBytes, kubectl }
  } finally {
    await client.close()
  }
}

/** Starts a console and watches it until its first reading is over. */
async function readOnce(controlPlane: StartedControlPlane) {
  const server = await startBenchConsole(controlPlane)
  try {
    const startedAt = performance.now()
    const cluster = await clusterOf(server.url)
    const times: number[] = []
    let peakBytes = 0
    const sample = setInterval(() => {
      peakBytes = Math.max(peakBytes, residentMemory(server.pid).now)
    }, sampleEveryMs)
    try {
      const found = await poll(
        async () => {
          const askedAt = performance.now()
          await fetch(`${server.url}/api/v1/services?limit=1`).then((answer) => answer.arrayBuffer())
          times.push(performance.now() - askedAt)
          const path = `${server.url}/api/v1/services/${cluster}/${namespace}/${name}/consumers`
          const { readAt, items } = await (await fetch(path)).json()
          return readAt !== null && { count: items.length }
        },
        { what: 'the consumers were read', timeoutMs: readLimitMs, everyMs: sampleEveryMs },
      )
      const readAfterMs = performance.now() - startedAt
      return { found: found.count, readAfterMs, peakBytes, meanwhile: summarise(times) }
    } finally {
      clearInterval(sample)
    }
  } finally {
    await server.stop()
  }
}

async function clusterOf(url: string): Promise<string> {
  const { clusters } = await (await fetch(`${url}/api/v1/services?limit=1`)).json()
  return String(clusters[0].name)
}

async function create(client: ApiClient, path: string, object: object): Promise<void> {
  const { status } = await client.send('POST', path, object)
  if (status !== 201 && status !== 409) throw new Error(`POST ${path}: status ${status}`)
}

// Written to etcd as the API server would: a gigabyte of creations would take minutes of its processor.
async function load(etcdUrl: string, configMaps: number, bytesEach: number): Promise<void> {
  let next = 0
  const write = async () => {
    while (next < configMaps) {
      const first = next
      next += puts
      const batch = Array.from({ length: Math.min(puts, configMaps - first) }, (_, at) =>
        configMap(first + at, bytesEach),
      )
      await putObjects(etcdUrl, batch)
    }
  }
  await Promise.all(Array.from({ length: writers }, write))
}

function configMap(index: number, bytes: number) {
  const home = `settings-${String(index).padStart(5, '0')}`
  const lines: string[] = index % everyNth === 0 ? [`orders.url=postgres://${name}.${namespace}.svc:5432/orders`] : []
  for (let length = 0, line = 0; length < bytes; line += 1) {
    const text = `service.${index}.${line}.url=https://host-${line}.zone-${index % 97}.internal.example:8443/v1?retry=3`
    length += text.length + 1
    lines.push(text)
  }
  return {
    key: `/registry/configmaps/${namespace}/${home}`,
    object: {
      ...{ apiVersion: 'v1', kind: 'ConfigMap' },
      metadata: { name: home, namespace, uid: randomUUID(), creationTimestamp: '2026-11-01T00:00:00Z' },
      data: { 'application.properties': lines.join('\n').slice(0, bytes) },
    },
  }
}

async function untilServed(client: ApiClient, configMaps: number): Promise<void> {
  const last = `settings-${String(configMaps - 1).padStart(5, '0')}`
  const path = `/api/v1/namespaces/${namespace}/configmaps?resourceVersion=0&fieldSelector=metadata.name%3D${last}`
  const startedAt = performance.now()
  while (!(await client.send('GET', path)).body.includes(`"${last}"`)) {
    if (performance.now() - startedAt > readLimitMs) throw new Error(`${last} is not served`)
    await pause(250)
  }
}
