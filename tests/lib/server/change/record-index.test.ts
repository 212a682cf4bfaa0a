import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { ChangeEntry } from '@/lib/domain/change/change-entry'
import { encodeRecord } from '@/lib/domain/change/change-record'
import { recordName } from '@/lib/domain/change/record-name'
import { readConfigMap, writeConfigMap } from '@/lib/kubernetes/config-maps'
import { createKubeClient, type KubeClient } from '@/lib/kubernetes/kube-client'
import { readKubeconfig } from '@/lib/kubernetes/kubeconfig'
import { type RecordedChange, RecordIndex, type RecordIndexOptions } from '@/lib/server/change/record-index'
import { systemClock } from '@/lib/server/runtime/system-clock'
import type { Identity } from '../../../../demo/access/identities.ts'
import { type EmbeddedCluster, startEmbeddedCluster } from '../../../../demo/start-embedded-cluster.ts'
import { poll } from '../../../control-plane/poll.ts'
import { changeEntry, changeId } from '../../domain/change/change-entries.ts'

let cluster: EmbeddedCluster
let namespaces = 0
const clients: KubeClient[] = []
const open: RecordIndex[] = []

beforeAll(async () => {
  cluster = await startEmbeddedCluster()
})
afterEach(async () => {
  await Promise.all(open.splice(0).map((index) => index.close()))
})
afterAll(async () => {
  await Promise.all(clients.map((client) => client.close()))
  await cluster.stop()
})

async function clientOf(identity: Identity): Promise<KubeClient> {
  const report = await readKubeconfig({ env: { KUBECONFIG: cluster.kubeconfigPath(identity) }, contexts: null })
  const [access] = report.clusters
  if (access === undefined) throw new Error(report.problem ?? 'no cluster')
  const client = createKubeClient(access, { kind: 'kubeconfig' }, { userAgent: 'signpost/test' })
  clients.push(client)
  return client
}

/** A namespace of its own for a test, with a writer of records. */
async function newNamespace() {
  const client = await clientOf('admin')
  namespaces += 1
  const namespace = `records-${namespaces}`
  await client.request({ method: 'POST', path: '/api/v1/namespaces', body: { metadata: { name: namespace } } })
  const write = async (name: string, entries: ChangeEntry[], lies = namespace, of = namespace) => {
    const place = { namespace: lies, name: recordName({ namespace: of, name }) }
    const stored = await readConfigMap(client, place.namespace, place.name)
    const base = stored ?? { ...place, resourceVersion: null, annotations: {} }
    const data = encodeRecord({ entries, migrations: [], unreadable: {} })
    await writeConfigMap(client, { ...base, labels: { 'signpost/record': 'history' }, data })
  }
  return { client, namespace, write }
}

interface Watching {
  index: RecordIndex
  told: string[]
}

function watchRecords(client: KubeClient, options: Partial<RecordIndexOptions> = {}): Watching {
  const told: string[] = []
  const onEntry = ({ ref, entry }: RecordedChange) => told.push(`${ref.name} ${entry.id.slice(-1)} ${entry.state}`)
  const index = new RecordIndex({
    ...{ cluster: 'test', client, consoleNamespace: null, clock: systemClock, random: Math.random },
    ...{ onEntry, ...options },
  })
  open.push(index)
  index.start()
  return { index, told }
}

const until = (what: string, holds: () => boolean | undefined) =>
  poll(async () => holds(), { what, timeoutMs: 5_000, everyMs: 10 })
const listed = (index: RecordIndex) => until('the records are listed', () => index.isListed)
const idsIn = (changes: readonly RecordedChange[], namespace: string) =>
  changes.flatMap(({ ref, entry }) => (ref.namespace === namespace ? [`${ref.name} ${entry.id}`] : []))

describe('the index of records', () => {
  test('holds what was recorded before it began, newest first over all Services, and tells none of it as news', async () => {
    const { client, namespace, write } = await newNamespace()
    await write('db', [changeEntry(1), changeEntry(3)])
    await write('api', [changeEntry(2, { state: 'verifying' })])
    const { index, told } = watchRecords(client)
    await listed(index)
    expect(idsIn(index.all(), namespace)).toEqual([`db ${changeId(3)}`, `api ${changeId(2)}`, `db ${changeId(1)}`])
    expect(index.entriesOf({ namespace, name: 'db' }).map(({ id }) => id)).toEqual([changeId(3), changeId(1)])
    expect(index.entriesOf({ namespace, name: 'unknown' })).toEqual([])
    expect(index.whyIncomplete).toBeNull()
    expect(told).toEqual([])
  })

  test('names the changes that nobody has brought to an end', async () => {
    const { client, namespace, write } = await newNamespace()
    const states = ['applying', 'soaking', 'completed', 'failed', 'not-applied', 'undone'] as const
    await write(
      'db',
      states.map((state, number) => changeEntry(number, { state })),
    )
    const { index } = watchRecords(client)
    await listed(index)
    expect(idsIn(index.open(), namespace)).toEqual([`db ${changeId(0)}`, `db ${changeId(1)}`])
  })

  test('tells each step that another console records, once', async () => {
    const { client, namespace, write } = await newNamespace()
    await write('db', [changeEntry(1)])
    const { index, told } = watchRecords(client)
    await listed(index)
    const step = (state: ChangeEntry['state']) => ({ state, at: '2026-11-23T12:00:09.000Z', note: null })
    const applying = changeEntry(2, { state: 'applying' })
    const applied = { ...applying, state: 'applied' as const, steps: [...applying.steps, step('applied')] }
    await write('db', [changeEntry(1), applying])
    await until('the intent is told', () => told.length === 1)
    await write('db', [changeEntry(1), applied])
    await until('the outcome is told', () => told.length === 2)
    await write('db', [changeEntry(1), applied])
    await write('api', [changeEntry(5)])
    await until('the next record is told', () => told.length >= 3)
    expect(told).toEqual(['db 2 applying', 'db 2 applied', 'api 5 completed'])
    expect(index.entriesOf({ namespace, name: 'db' })[0]?.state).toBe('applied')
  })

  test('forgets a record that was deleted', async () => {
    const { client, namespace, write } = await newNamespace()
    await write('db', [changeEntry(1)])
    const { index } = watchRecords(client)
    await listed(index)
    const path = `/api/v1/namespaces/${namespace}/configmaps/signpost-history.${namespace}.db`
    await client.request({ method: 'DELETE', path })
    await until('the record is gone', () => index.entriesOf({ namespace, name: 'db' }).length === 0)
    expect(idsIn(index.all(), namespace)).toEqual([])
  })

  test('takes no history of a Service from another namespace than records lie in', async () => {
    const { client, namespace, write } = await newNamespace()
    const { namespace: home } = await newNamespace()
    await write('forged', [changeEntry(1)], home)
    await write('kept', [changeEntry(2)], home)
    await write('own', [changeEntry(3)])
    const beside = watchRecords(client)
    const gathered = watchRecords(client, { consoleNamespace: home })
    await listed(beside.index)
    await listed(gathered.index)
    expect(idsIn(beside.index.all(), namespace)).toEqual([`own ${changeId(3)}`])
    expect(idsIn(gathered.index.all(), namespace)).toEqual([`kept ${changeId(2)}`, `forged ${changeId(1)}`])
  })

  test('lets the Services go first that were not changed for longest, and says that it did', async () => {
    const { client, namespace, write } = await newNamespace()
    const only = { consoleNamespace: namespace, maxRecords: 2 }
    const { index } = watchRecords(client, only)
    await listed(index)
    for (const number of [2, 1, 3]) await write(`db-${number}`, [changeEntry(number)])
    await until('one record has no room', () => index.isPartial)
    expect(index.all().map(({ ref }) => ref.name)).toEqual(['db-3', 'db-2'])
    expect(index.whyIncomplete).toBe('Only the 2 Services that were changed last are kept in memory.')
    const small = watchRecords(client, { consoleNamespace: namespace, maxBytes: 900 })
    await listed(small.index)
    expect(small.index.all().length).toBeLessThan(3)
    expect(small.index.isPartial).toBe(true)
  })

  test('stays empty and names the missing right where the console may not list ConfigMaps', async () => {
    const { index } = watchRecords(await clientOf('nobody'))
    await until('the denial is known', () => index.whyIncomplete?.startsWith('The console may not'))
    expect(index.whyIncomplete).toMatch(/^The console may not list configmaps: .*nobody/)
    expect(index.isListed).toBe(false)
    expect(index.all()).toEqual([])
  })
})
