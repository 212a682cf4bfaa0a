import type { ServerResponse } from 'node:http'
import { describe, expect, it, onTestFinished } from 'vitest'
import { consumerKinds } from '@/lib/domain/consumer/consumer-kind'
import { consumerNames, type NamedAlias } from '@/lib/domain/consumer/consumer-names'
import { createKubeClient } from '@/lib/kubernetes/kube-client'
import { ConsumerIndex } from '@/lib/server/consumers/consumer-index'
import { poll } from '../../../control-plane/poll.ts'
import { accessTo, sendJson, startLoopbackApi } from '../../kubernetes/loopback-api.ts'
import { ManualClock } from '../../kubernetes/manual-clock.ts'

const minuteMs = 60_000
const db = { namespace: 'shop', name: 'db', target: 'db.example.com' }

type Answer = { items: object[] } | { status: number; message: string }

/** An index over an API server that answers as told: what it asked for, and its clock. */
async function indexOver(answer: (path: string) => Answer, aliases: readonly NamedAlias[] = [db]) {
  const asked: string[] = []
  const api = await startLoopbackApi((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://api')
    asked.push(pathname)
    const given = answer(pathname)
    if ('status' in given) return fail(response, given)
    const from = Number(searchParams.get('continue') ?? 0)
    const until = from + Number(searchParams.get('limit'))
    const rest = until < given.items.length ? { continue: `${until}` } : {}
    sendJson(response, 200, { metadata: { resourceVersion: '1', ...rest }, items: given.items.slice(from, until) })
  })
  const client = createKubeClient(accessTo(api.url), { kind: 'kubeconfig' }, { userAgent: 'signpost/test' })
  const clock = new ManualClock()
  const index = new ConsumerIndex({
    ...{ client, clock, random: () => 0.5 },
    names: () => consumerNames(aliases, 'cluster.local'),
    namespaces: () => ['shop', 'pay'],
  })
  onTestFinished(async () => {
    await index.close()
    await client.close()
    await api.close()
  })
  const read = async () => {
    index.nudge()
    await poll(async () => clock.waiting() === 1, { what: 'the reading is over', timeoutMs: 20_000, everyMs: 2 })
  }
  return { index, clock, asked, read }
}

function fail(response: ServerResponse, { status, message }: { status: number; message: string }): void {
  sendJson(response, status, { kind: 'Status', status: 'Failure', message, code: status })
}

const none: Answer = { items: [] }
const metadata = (name: string, namespace = 'shop') => ({ name, namespace, uid: name })
const configMap = (name: string, value: string) => ({ metadata: metadata(name), data: { 'app.yml': value } })
const isConfigMaps = (path: string) => path.endsWith('/configmaps')

describe('the index of consumers', () => {
  it('reads every kind there is and never a Secret, and keeps of an object only the places', async () => {
    const env = [{ name: 'DB_HOST', value: 'db' }]
    const spec = { template: { spec: { containers: [{ name: 'app', env }] } } }
    const { index, asked, read } = await indexOver((path) => {
      if (path.endsWith('/deployments')) return { items: [{ metadata: metadata('api'), spec }] }
      if (isConfigMaps(path)) return { items: [configMap('settings', 'x: db.example.com:5432 password=hunter2')] }
      return path.startsWith('/apis/networking.istio.io') ? { status: 404, message: 'not found' } : none
    })
    expect(index.of(db)).toMatchObject({ objects: [], readAtMs: null })
    await read()
    expect(asked.some((path) => path.includes('secrets'))).toBe(false)
    expect(index.kinds().map(({ kind }) => kind)).not.toContain('VirtualService')
    expect(index.kinds()).toHaveLength(consumerKinds.length - 2)
    const { objects, unread, isCut } = index.of(db)
    expect({ unread, isCut }).toEqual({ unread: [], isCut: false })
    expect(
      objects.map(({ kind, name, references }) => [kind.kind, name, ...references.map(({ text }) => text)]),
    ).toEqual([
      ['Deployment', 'api', 'db'],
      ['ConfigMap', 'settings', 'db.example.com:5432'],
    ])
    expect(JSON.stringify(objects)).not.toContain('hunter2')
  })

  it('looks into the namespaces that hold aliases where it may not list everywhere, and says what stays unknown', async () => {
    const { index, read } = await indexOver((path) => {
      if (!isConfigMaps(path)) return none
      if (path.includes('/namespaces/shop/')) return { items: [configMap('settings', 'host: db')] }
      return { status: 403, message: `may not list configmaps in ${path}` }
    })
    await read()
    const { objects, unread } = index.of(db)
    expect(objects).toHaveLength(1)
    expect(unread.map(({ kind, namespace }) => [kind.resource, namespace])).toEqual([
      ['configmaps', 'pay'],
      ['configmaps', null],
    ])
  })

  it('keeps what it found of a kind that cannot be read any more, and says since when and why', async () => {
    let isAway = false
    const { index, clock, read } = await indexOver((path) => {
      if (!isConfigMaps(path)) return none
      return isAway ? { status: 500, message: 'etcd is slow' } : { items: [configMap('settings', 'host: db')] }
    })
    await read()
    const before = index.of(db).readAtMs
    isAway = true
    clock.advance(minuteMs)
    await read()
    expect(index.of(db)).toMatchObject({ readAtMs: before, objects: [{ name: 'settings' }] })
    expect(index.of(db).unread).toMatchObject([{ namespace: null, why: expect.stringContaining('etcd is slow') }])
  })

  it('is read anew every ten minutes, and for who looks after one at the earliest', async () => {
    const { index, clock, asked, read } = await indexOver(() => none)
    await read()
    const once = asked.length
    index.nudge()
    clock.advance(minuteMs - 1)
    index.nudge()
    expect(asked.length).toBe(once)
    clock.advance(9 * minuteMs + 1)
    await poll(async () => asked.length === 2 * once, { what: 'it is read again', timeoutMs: 5_000, everyMs: 2 })
  })

  it('stops at 20,000 objects of a kind, keeps what was found until then, and says that there are more', async () => {
    const items = Array.from({ length: 20_001 }, (_, at) => configMap(`c${at}`, at === 5 ? 'host: db' : 'x'))
    const { index, read } = await indexOver((path) => (isConfigMaps(path) ? { items } : none))
    await read()
    const { objects, unread } = index.of(db)
    expect(objects.map(({ name }) => name)).toEqual(['c5'])
    expect(unread).toMatchObject([{ why: 'there are more than 20000 configmaps' }])
  })

  it('keeps 50 places of an object and 200 objects of an alias, and says that it was cut', async () => {
    const many = Array.from({ length: 60 }, (_, at) => `db:${1000 + at}`).join(' ')
    const items = [configMap('many', many), ...Array.from({ length: 300 }, (_, at) => configMap(`c${at}`, 'host: db'))]
    const { index, read } = await indexOver((path) => (isConfigMaps(path) ? { items } : none))
    await read()
    const { objects, isCut } = index.of(db)
    expect([objects.length, objects[0]?.references.length, isCut]).toEqual([200, 50, true])
  })
})
