import type { ControlPlane } from '../control-plane/control-plane.ts'
import { poll } from '../control-plane/poll.ts'
import { createApiClient } from './api-client.ts'
import type { BenchServer } from './bench-console.ts'
import { type Figure, formatBytes, formatSpread, plain } from './figure.ts'
import { type HttpMeasureOptions, measureHttp, timeEach } from './measure-http.ts'

const namespace = 'bench-migrations'
const configMaps = `/api/v1/namespaces/${namespace}/configmaps`
const records = 250
const changesOfRecord = 20
const migrations = 200
const connections = 8
const shownLimitMs = 60_000

/** The list of 200 open migrations among the records of 5,000 changes; the records are taken away again. */
export async function migrationFigures(
  controlPlane: ControlPlane,
  { url }: BenchServer,
  options: HttpMeasureOptions,
): Promise<Figure[]> {
  const client = await createApiClient(controlPlane, connections)
  try {
    await client.send('POST', '/api/v1/namespaces', { metadata: { name: namespace } })
    const waiting = Array.from({ length: records }, (_, index) => recordObject(index))
    const write = async () => {
      for (let object = waiting.pop(); object !== undefined; object = waiting.pop()) {
        const { status } = await client.send('POST', configMaps, object)
        if (status !== 201) throw new Error(`POST ${configMaps}: status ${status}`)
      }
    }
    await Promise.all(Array.from({ length: connections }, write))
    await untilListed(url, migrations)
    const few = Math.ceil(options.samples / 10)
    const beside = await timeEach(few, () => client.send('GET', configMaps))
    const figures: Figure[] = []
    for (const [what, query] of [
      [`\`GET /migrations\`, ${migrations} of them among ${records * changesOfRecord} changes`, `?limit=${migrations}`],
      ['`GET /migrations`, the first 20', '?limit=20'],
    ] as const) {
      const { latency, perSecond, bytes } = await measureHttp(`${url}/api/v1/migrations${query}`, options)
      const yardstick = `their records from the API server ${formatSpread(beside)}`
      figures.push(plain(what, `${formatSpread(latency)}; ${perSecond.toFixed(0)}/s; ${formatBytes(bytes)}`, yardstick))
    }
    return figures
  } finally {
    await client.send('DELETE', configMaps)
    await client.close()
  }
}

/** The record of one Service: twenty changes, the oldest a step of the migration that most of them keep. */
function recordObject(index: number): object {
  const name = `moved-${index}`
  const beganMs = Date.now() - 3_600_000
  const migration = idOf('b', index)
  const isKeeper = index < migrations
  const changes = Array.from({ length: changesOfRecord }, (_, number) => {
    const isStep = isKeeper && number === 0
    return [
      idOf('c', index * changesOfRecord + number),
      JSON.stringify(changeOf(beganMs + number * 60_000, isStep ? { id: migration, phase: 'mark' } : null)),
    ]
  })
  const kept = isKeeper ? [[`migration.${migration}`, JSON.stringify(migrationOf(beganMs))]] : []
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: `signpost-history.${namespace}.${name}`, namespace, labels: { 'signpost/record': 'history' } },
    data: Object.fromEntries([...kept, ...changes]),
  }
}

const source = { type: 'ExternalName', externalName: 'source.bench.example' }

function changeOf(atMs: number, migration: { id: string; phase: string } | null): object {
  const at = new Date(atMs).toISOString()
  const steps = ['applying', 'applied', 'propagating', 'verifying', 'soaking', 'completed'].map((state) => ({
    ...{ state, at, note: 'what was seen of it, in a line of the usual length' },
  }))
  const annotations = { 'migration-status': 'source' }
  return {
    ...{ uid: 'bench', kind: 'annotate', request: { kind: 'annotate', annotations }, state: 'completed' },
    ...{ by: 'bench', reason: 'to be measured', at, steps, acknowledged: [], overrides: [], undoOf: null },
    ...{ soakUntil: at, from: source, to: source, ...(migration && { migration }) },
  }
}

function migrationOf(atMs: number): object {
  return {
    ...{ spec: { pattern: 'provider-to-provider', target: 'target.bench.example' }, by: 'bench' },
    ...{ at: new Date(atMs).toISOString(), soakMinutes: 60, attestations: [], notes: [], end: null, from: source },
  }
}

function idOf(kind: string, number: number): string {
  return `0be9c4a0-0000-4000-8000-${kind}${number.toString(16).padStart(11, '0')}`
}

async function untilListed(url: string, wanted: number): Promise<void> {
  const listed = async () => {
    const answer = await fetch(`${url}/api/v1/migrations?limit=1`)
    const { total, items }: { total: number; items: { phase: { id: string } }[] } = await answer.json()
    return total === wanted && items[0]?.phase.id === 'data'
  }
  await poll(listed, { what: `${wanted} migrations are listed`, timeoutMs: shownLimitMs, everyMs: 100 })
}
