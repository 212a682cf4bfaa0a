import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Alias } from '@/lib/domain/alias/alias'
import { encodeReviews } from '@/lib/domain/review/review-record'
import type { ReviewState } from '@/lib/domain/review/review-state'
import { readConfigMap, writeConfigMap } from '@/lib/kubernetes/config-maps'
import { createKubeClient, type KubeClient } from '@/lib/kubernetes/kube-client'
import { readKubeconfig } from '@/lib/kubernetes/kubeconfig'
import { reviewHash } from '@/lib/server/review/review-hash'
import { ReviewIndex, type ReviewIndexOptions } from '@/lib/server/review/review-index'
import { systemClock } from '@/lib/server/runtime/system-clock'
import type { Identity } from '../../../../demo/access/identities.ts'
import { type EmbeddedCluster, startEmbeddedCluster } from '../../../../demo/start-embedded-cluster.ts'
import { poll } from '../../../control-plane/poll.ts'
import { sampleCadence, sampleEntry } from '../../domain/review/sample-review'
import { sampleAlias } from '../inventory/sample-alias'

let cluster: EmbeddedCluster
let namespaces = 0
const clients: KubeClient[] = []
const open: ReviewIndex[] = []

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

/** A namespace of its own with two aliases, and who writes its reviews. */
async function newNamespace() {
  const client = await clientOf('admin')
  namespaces += 1
  const namespace = `reviews-${namespaces}`
  await client.request({ method: 'POST', path: '/api/v1/namespaces', body: { metadata: { name: namespace } } })
  const [db, api] = ['db', 'api'].map((name) => sampleAlias({ namespace, name }))
  if (db === undefined || api === undefined) throw new Error('no aliases')
  const write = async (data: Record<string, string>, lies = namespace, of = namespace) => {
    const name = `signpost-reviews.${of}`
    const base = (await readConfigMap(client, lies, name)) ?? {
      ...{ namespace: lies, name, resourceVersion: null, annotations: {} },
    }
    await writeConfigMap(client, { ...base, labels: { 'signpost/record': 'reviews' }, data })
  }
  return { client, namespace, db, api, write }
}

const signed = (alias: Alias, until: string) =>
  encodeReviews({
    byName: new Map([[alias.name, [sampleEntry({ uid: alias.uid, hash: reviewHash(alias), until })]]]),
    damaged: [],
  })

function watch(client: KubeClient, aliases: Alias[], options: Partial<ReviewIndexOptions> = {}) {
  const shown = new Map<string, ReviewState | null>()
  const index: ReviewIndex = new ReviewIndex({
    ...{ client, consoleNamespace: null, clock: systemClock, random: Math.random, cadence: sampleCadence },
    aliases: () => aliases,
    shown: ({ namespace, name }) => shown.get(`${namespace}/${name}`) ?? null,
    onStates: (refs) => {
      for (const ref of refs) {
        const alias = aliases.find(({ namespace, name }) => namespace === ref.namespace && name === ref.name)
        if (alias !== undefined) shown.set(`${ref.namespace}/${ref.name}`, index.judge(alias)?.state ?? null)
      }
    },
    ...options,
  })
  open.push(index)
  index.start()
  return { index, state: (alias: Alias) => shown.get(`${alias.namespace}/${alias.name}`) ?? null }
}

const until = (what: string, holds: () => boolean) => poll(async () => holds(), { what, timeoutMs: 5_000, everyMs: 10 })

describe('the index of reviews', () => {
  test('tells how each alias stands once the records are read, and follows what another console writes', async () => {
    const { client, db, api, write } = await newNamespace()
    await write(signed(db, '2099-01-01T00:00:00.000Z'))
    const { index, state } = watch(client, [db, api])
    expect(index.judge(db)).toBeNull()
    expect(index.whyIncomplete).toBe('The reviews are being read.')
    await until('the records are listed', () => state(db) === 'signed-off' && state(api) === 'never-reviewed')
    expect(index.whyIncomplete).toBeNull()
    await write({ ...signed(db, '2020-01-01T00:00:00.000Z'), ...signed(api, '2099-01-01T00:00:00.000Z') })
    await until('the other states are told', () => state(db) === 'overdue' && state(api) === 'signed-off')
    await client.request({
      method: 'DELETE',
      path: `/api/v1/namespaces/${db.namespace}/configmaps/signpost-reviews.${db.namespace}`,
    })
    await until('they are forgotten', () => state(db) === 'never-reviewed')
  })

  test('tells nothing of an alias that is not shown yet: whoever looks at it sees how it stands', async () => {
    const { client, db, api, write } = await newNamespace()
    await write(signed(db, '2099-01-01T00:00:00.000Z'))
    const told: string[] = []
    const { index } = watch(client, [db, api], {
      shown: ({ name }) => (name === db.name ? null : undefined),
      onStates: (refs) => void told.push(...refs.map(({ name }) => name)),
    })
    await until('the records are listed', () => told.length > 0)
    expect(told).toEqual([db.name])
    expect(index.judge(api)?.state).toBe('never-reviewed')
  })

  test('tells what becomes overdue as days go by, though nobody writes', async () => {
    const { client, db, write } = await newNamespace()
    await write(signed(db, '2099-01-01T00:00:00.000Z'))
    let nowMs = Date.parse('2098-06-01T00:00:00Z')
    const looks: (() => void)[] = []
    const clock = {
      now: () => nowMs,
      after: (delayMs: number, run: () => void) => {
        if (delayMs < 300_000) return systemClock.after(delayMs, run)
        looks.push(run)
        return () => undefined
      },
    }
    const { state } = watch(client, [db], { clock })
    await until('it is signed off', () => state(db) === 'signed-off')
    nowMs = Date.parse('2099-01-02T00:00:00Z')
    looks.shift()?.()
    expect(state(db)).toBe('overdue')
    expect(looks).toHaveLength(1)
  })

  test('takes no sign-off from another namespace than records lie in', async () => {
    const { client, db, write } = await newNamespace()
    const { namespace: home } = await newNamespace()
    await write(signed(db, '2099-01-01T00:00:00.000Z'), home)
    const beside = watch(client, [db])
    const gathered = watch(client, [db], { consoleNamespace: home })
    await until('both are listed', () => beside.state(db) !== null && gathered.state(db) !== null)
    expect([beside.state(db), gathered.state(db)]).toEqual(['never-reviewed', 'signed-off'])
  })

  test('says what it cannot read, and knows nothing of what has no room', async () => {
    const { client, namespace, db, api, write } = await newNamespace()
    await write({ ...signed(db, '2099-01-01T00:00:00.000Z'), api: '{' })
    const whole = watch(client, [db, api])
    await until('it is listed', () => whole.state(db) === 'signed-off')
    expect([...whole.index.damaged()].filter((each) => each.namespace === namespace)).toEqual([
      { namespace, name: 'api', why: 'it is no JSON', text: '{' },
    ])
    expect(whole.index.damageOf(api)).toBe('it is no JSON')
    expect(whole.state(api)).toBe('never-reviewed')
    const small = watch(client, [db], { maxBytes: 10 })
    await until('it is listed', () => small.index.whyIncomplete?.includes('no room') === true)
    expect(small.index.judge(db)).toBeNull()
  })

  test('knows what this console wrote before the watch shows it', async () => {
    const { client, db } = await newNamespace()
    const { index, state } = watch(client, [db])
    await until('it is listed', () => state(db) === 'never-reviewed')
    index.wrote(db.namespace, signed(db, '2099-01-01T00:00:00.000Z'))
    expect(state(db)).toBe('signed-off')
  })

  test('says who may not watch the records, and then tells nothing', async () => {
    const { db } = await newNamespace()
    const { index } = watch(await clientOf('nobody'), [db])
    await until('it is denied', () => index.whyIncomplete?.startsWith('The console may not list configmaps') === true)
    expect(index.judge(db)).toBeNull()
  })
})
