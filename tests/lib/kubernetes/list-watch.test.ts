import type { ServerResponse } from 'node:http'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createKubeClient, type KubeClient } from '@/lib/kubernetes/kube-client'
import { poll } from '../../control-plane/poll'
import { accessTo, sendJson, statusOf } from './loopback-api'
import { ManualClock } from './manual-clock'
import { initialEventsEnd, ScriptedApi } from './scripted-api'
import { recordWatch, type WatchRecorder } from './watch-recorder'

let api: ScriptedApi
let client: KubeClient
const recorders: WatchRecorder[] = []

beforeEach(async () => {
  api = new ScriptedApi()
  client = createKubeClient(accessTo(await api.start()), { kind: 'kubeconfig' }, { userAgent: 'signpost/test' })
})
afterEach(async () => {
  await Promise.all(recorders.splice(0).map((recorder) => recorder.stop()))
  await client.close()
  await api.stop()
})

function watchApi(options: Parameters<typeof recordWatch>[1] = {}): WatchRecorder {
  const recorder = recordWatch(client, options)
  recorders.push(recorder)
  return recorder
}

async function following(options: Parameters<typeof recordWatch>[1] = {}): Promise<WatchRecorder> {
  const watch = watchApi(options)
  await watch.until('live', () => watch.state()?.state === 'live' && api.watches.size === 3)
  return watch
}

const external = (host: string) => ({ type: 'ExternalName', externalName: host })
const aliasObject = (name: string, version: number) => ({
  metadata: { namespace: 'shop', name, uid: `uid-of-${name}`, resourceVersion: String(version), labels: {} },
  spec: external('a.example.com'),
})
const target = (watch: WatchRecorder, name: string) => watch.row('shop', name)?.target

describe('the first list', () => {
  test('comes as the first events of the watch that goes on from it, and is told in few parts', async () => {
    for (let index = 0; index < 1_203; index += 1) api.apply(`alias-${index}`, external('a.example.com'))
    api.apply('inside', { type: 'ClusterIP', clusterIP: '10.96.0.9' })
    const watch = await following()
    expect(watch.rows.size).toBe(1_203)
    expect(watch.log.length).toBe(1_203)
    expect(watch.states).toEqual([{ state: 'connecting', why: null }, { state: 'live' }])
    api.apply('later', external('b.example.com'))
    await watch.until('seen', () => target(watch, 'later') === 'b.example.com')
    expect(api.lists()).toEqual([])
    expect(api.watchRequests().length).toBe(2)
    expect(watch.faults).toEqual([])
  })

  test('is not live before the bookmark that ends it, whatever other bookmarks come', async () => {
    const asked: ServerResponse[] = []
    api.misbehave = (url, response) => {
      if (!url.searchParams.has('sendInitialEvents') || !url.searchParams.has('fieldSelector')) return false
      response.writeHead(200, { 'Content-Type': 'application/json' })
      response.write(`${JSON.stringify({ type: 'ADDED', object: aliasObject('early', 5) })}\n`)
      response.write(`${JSON.stringify({ type: 'BOOKMARK', object: { metadata: { resourceVersion: '7' } } })}\n`)
      asked.push(response)
      return true
    }
    const watch = watchApi()
    await poll(async () => asked.length > 0, { what: 'asked', timeoutMs: 5_000 })
    api.misbehave = () => false
    expect(watch.state()?.state).toBe('connecting')
    const rest = [
      { type: 'DELETED', object: aliasObject('early', 9) },
      { type: 'ADDED', object: aliasObject('late', 10) },
      initialEventsEnd(10),
    ]
    for (const event of rest) asked[0]?.write(`${JSON.stringify(event)}\n`)
    await watch.until('live', () => watch.state()?.state === 'live')
    await watch.until('the early one gone', () => watch.row('shop', 'early') === undefined)
    expect([...watch.rows.keys()]).toEqual(['test/shop/late'])
    expect(watch.faults).toEqual([])
  })

  test('is begun again, nothing told twice, when the connection breaks in its middle', async () => {
    for (let index = 0; index < 700; index += 1) api.apply(`alias-${index}`, external('a.example.com'))
    let hasBroken = false
    api.misbehave = (url, response) => {
      if (hasBroken || !url.searchParams.has('fieldSelector')) return false
      hasBroken = true
      response.writeHead(200, { 'Content-Type': 'application/json' })
      for (let index = 0; index < 600; index += 1) {
        response.write(`${JSON.stringify({ type: 'ADDED', object: aliasObject(`stray-${index}`, index + 1) })}\n`)
      }
      setImmediate(() => response.socket?.resetAndDestroy())
      return true
    }
    const watch = await following()
    await watch.until('what was never in the whole list gone', () => watch.rows.size === 700)
    expect(api.lists()).toEqual([])
    expect(watch.faults).toEqual([])
  })

  test('is taken in pages from a server whose watch ends before its list', async () => {
    api.apply('alias', external('a.example.com'))
    api.misbehave = (url, response) => {
      if (!url.searchParams.has('sendInitialEvents') || !url.searchParams.has('fieldSelector')) return false
      response.writeHead(200, { 'Content-Type': 'application/json' })
      response.end()
      return true
    }
    const watch = await following()
    expect([...watch.rows.keys()]).toEqual(['test/shop/alias'])
    expect(watch.faults).toEqual([])
  })
})

describe('the first list of a server that cannot send it as events', () => {
  beforeEach(() => {
    api.streamsLists = false
  })

  test('is taken in pages of 1000 and tells each object once', async () => {
    for (let index = 0; index < 2_203; index += 1) api.apply(`alias-${index}`, external('a.example.com'))
    api.apply('inside', { type: 'ClusterIP', clusterIP: '10.96.0.9' })
    const watch = await following()
    expect(watch.rows.size).toBe(2_203)
    expect(watch.log.length).toBe(2_203)
    const limits = api.lists().filter((url) => url.searchParams.has('fieldSelector'))
    expect(limits.map((url) => url.searchParams.get('limit'))).toEqual(['1000', '1000', '1000'])
    expect(watch.states).toEqual([{ state: 'connecting', why: null }, { state: 'live' }])
    expect(watch.faults).toEqual([])
  })

  test('begins again in larger pages when its continue token expires', async () => {
    for (let index = 0; index < 1_100; index += 1) api.apply(`alias-${index}`, external('a.example.com'))
    let hasExpired = false
    api.misbehave = (url, response) => {
      if (!url.searchParams.has('continue') || hasExpired) return false
      hasExpired = true
      const status = statusOf(410, 'Expired', 'The provided continue parameter is too old')
      sendJson(response, 410, { ...status, metadata: { continue: 'inconsistent' } })
      return true
    }
    const watch = await following()
    expect(watch.rows.size).toBe(1_100)
    expect(watch.faults).toEqual([])
    const asked = api.lists().filter((url) => url.searchParams.has('fieldSelector'))
    expect(asked.map((url) => url.searchParams.get('limit'))).toEqual(['1000', '1000', '5000'])
    expect(api.requests.every((url) => url.searchParams.get('continue') !== 'inconsistent')).toBe(true)
  })

  test('begins again in small pages when a page is larger than the client takes', async () => {
    for (let index = 0; index < 60; index += 1) api.apply(`alias-${index}`, external('a.example.com'))
    const megabyte = Buffer.alloc(1024 * 1024, ' ')
    api.misbehave = (url, response) => {
      if (!url.searchParams.has('fieldSelector') || url.searchParams.get('limit') !== '1000') return false
      response.writeHead(200, { 'Content-Type': 'application/json' })
      for (let sent = 0; sent < 70; sent += 1) response.write(megabyte)
      response.end('{}')
      return true
    }
    const watch = await following()
    expect(watch.rows.size).toBe(60)
    const asked = api.lists().filter((url) => url.searchParams.has('fieldSelector'))
    expect(asked.map((url) => url.searchParams.get('limit'))).toEqual(['1000', '25', '25', '25'])
  })

  test('is filtered here where the server knows no field spec.type', async () => {
    api.apply('outside', external('a.example.com'))
    api.apply('inside', { type: 'ClusterIP' })
    api.misbehave = (url, response) => {
      if (!url.searchParams.has('fieldSelector')) return false
      sendJson(response, 400, statusOf(400, 'BadRequest', 'field label not supported: spec.type'))
      return true
    }
    const watch = await following()
    expect([...watch.rows.keys()]).toEqual(['test/shop/outside'])
    api.apply('inside', external('b.example.com'))
    await watch.until('came in', () => target(watch, 'inside') === 'b.example.com')
    api.apply('inside', { type: 'ClusterIP' })
    await watch.until('went out', () => watch.row('shop', 'inside') === undefined)
    expect(watch.faults).toEqual([])
  })

  test('waits for the namespaces, so that no row changes its owner after it was shown', async () => {
    api.applyNamespace('shop', { 'a8r.io/owner': 'team-shop' })
    api.apply('alias', external('a.example.com'))
    const watch = await following()
    expect(watch.row('shop', 'alias')?.owner).toEqual({ value: 'team-shop', source: 'namespace a8r.io/owner' })
    expect(watch.log.length).toBe(1)
  })

  describe.each([
    ['as the first events of a watch', true],
    ['in pages', false],
  ])('of Services that come %s', (_, streamsLists) => {
    test('is asked for while the namespaces are read, and told once they are', async () => {
      api.streamsLists = streamsLists
      api.apply('alias', external('a.example.com'))
      const held: ServerResponse[] = []
      const asked: ServerResponse[] = []
      api.misbehave = (url, response) => {
        if (url.searchParams.has('fieldSelector')) asked.push(response)
        if (!url.pathname.endsWith('namespaces')) return false
        held.push(response)
        return true
      }
      const watch = watchApi({ clock: new ManualClock() })
      await poll(
        async () => held.length === 1 && asked.some(({ writableEnded, headersSent }) => writableEnded || headersSent),
        {
          ...{ what: 'both are asked for', timeoutMs: 5_000, everyMs: 5 },
        },
      )
      expect([watch.log, watch.states]).toEqual([[], [{ state: 'connecting', why: null }]])
      const shop = {
        metadata: { name: 'shop', uid: 'shop', resourceVersion: '5', annotations: { 'a8r.io/owner': 'team' } },
      }
      held[0]?.writeHead(200, { 'Content-Type': 'application/json' })
      for (const event of [{ type: 'ADDED', object: shop }, initialEventsEnd(6)])
        held[0]?.write(`${JSON.stringify(event)}\n`)
      await watch.until('live', () => watch.state()?.state === 'live')
      expect(watch.row('shop', 'alias')?.owner?.value).toBe('team')
      expect(watch.log).toHaveLength(1)
    })
  })

  test('is asked for again when its connection breaks before it may be told', async () => {
    api.apply('alias', external('a.example.com'))
    let isHeld = false
    let broken = 0
    api.misbehave = (url, response) => {
      if (url.pathname.endsWith('namespaces')) {
        isHeld = true
        return true
      }
      if (!url.searchParams.has('fieldSelector') || broken > 0) return false
      broken += 1
      response.writeHead(200, { 'Content-Type': 'application/json' }).flushHeaders()
      setImmediate(() => response.socket?.resetAndDestroy())
      return true
    }
    const watch = watchApi()
    await watch.until('live without namespaces after a second', () => watch.state()?.state === 'live')
    expect([isHeld, broken, watch.rows.size, watch.faults]).toEqual([true, 1, 1, []])
  })

  test('goes on without namespaces where they are forbidden', async () => {
    api.apply('alias', external('a.example.com'))
    api.misbehave = (url, response) => {
      if (!url.pathname.endsWith('namespaces')) return false
      sendJson(response, 403, statusOf(403, 'Forbidden', 'namespaces is forbidden'))
      return true
    }
    const watch = watchApi()
    await watch.until('live', () => watch.state()?.state === 'live')
    expect(watch.rows.size).toBe(1)
  })
})

describe('the watch', () => {
  test('asks for bookmarks and an end, and goes on from a bookmark after a clean close', async () => {
    const watch = await following()
    const [first] = api.watchRequests()
    expect(first?.searchParams.get('allowWatchBookmarks')).toBe('true')
    expect(Number(first?.searchParams.get('timeoutSeconds'))).toBeGreaterThanOrEqual(300)
    expect(Number(first?.searchParams.get('timeoutSeconds'))).toBeLessThanOrEqual(480)
    api.bookmark()
    const version = String(api.version)
    api.apply('seen', external('a.example.com'))
    await watch.until('seen', () => target(watch, 'seen') === 'a.example.com')
    const versions = () => api.watchRequests().map((url) => url.searchParams.get('resourceVersion'))
    api.endWatches('close')
    await watch.until('resumed', () => versions().length === 4)
    expect(versions().slice(2).sort()).toEqual([version, String(api.version)].sort())
    expect(watch.log.length).toBe(1)
  })

  test('reads events cut anywhere, inside characters too', async () => {
    api.chunkBytes = 1
    const watch = await following()
    api.apply('split', external('a.example.com'), { team: 'überfluß-日本' })
    await watch.until('seen', () => watch.row('shop', 'split')?.labels.team === 'überfluß-日本')
  })

  test.each(['close', 'reset'] as const)('resumes after a %s without losing or doubling an event', async (how) => {
    const watch = await following()
    for (let round = 0; round < 20; round += 1) {
      api.apply(`alias-${round}`, external('a.example.com'))
      if (round % 4 === 0) api.endWatches(how)
      api.apply('always', external(`r${round}.example.com`))
      if (round > 3) api.remove(`alias-${round - 4}`)
      await watch.until('round', () => target(watch, 'always') === `r${round}.example.com`)
    }
    await watch.until('all gone', () => watch.rows.size === 5)
    expect(watch.faults).toEqual([])
    expect(api.watchRequests().filter((url) => url.searchParams.has('sendInitialEvents')).length).toBe(2)
  })

  test('gives up an event that the connection’s end cut off, and gets it whole on the next', async () => {
    const watch = await following()
    for (const { response } of api.watches) response.write('{"type":"ADDED","object":{"metadata":{"na')
    api.endWatches('close')
    api.apply('whole', external('a.example.com'))
    await watch.until('seen', () => target(watch, 'whole') === 'a.example.com')
    expect(watch.faults).toEqual([])
  })

  test.each(['status', 'event'] as const)(
    'lists again when its version has expired (410 as %s), telling the difference only',
    async (form) => {
      api.expiredAs = form
      for (const name of ['stays', 'changes', 'goes']) api.apply(name, external('a.example.com'))
      const watch = await following()
      const told = watch.log.length
      api.endWatches('reset')
      api.remove('goes')
      api.apply('changes', external('b.example.com'))
      api.apply('comes', external('c.example.com'))
      api.oldestVersion = api.version
      await watch.until(
        'caught up',
        () => target(watch, 'comes') !== undefined && watch.row('shop', 'goes') === undefined,
      )
      expect(target(watch, 'changes')).toBe('b.example.com')
      expect(watch.log.slice(told).length).toBe(3)
      expect(watch.faults).toEqual([])
    },
  )

  test('names the verb when only watching is forbidden', async () => {
    api.apply('alias', external('a.example.com'))
    api.misbehave = (url, response) => {
      if (!url.searchParams.has('watch') || url.pathname.endsWith('namespaces')) return false
      sendJson(response, 403, statusOf(403, 'Forbidden', 'User "u" cannot watch resource "services"'))
      return true
    }
    const watch = watchApi()
    await watch.until('denied', () => watch.state()?.state === 'denied')
    expect(watch.state()).toEqual({
      state: 'denied',
      verb: 'watch',
      resource: 'services',
      why: 'User "u" cannot watch resource "services"',
    })
    api.misbehave = () => false
    await watch.until('live', () => watch.state()?.state === 'live')
  })
})

describe('a change of type', () => {
  const inside = { type: 'ClusterIP', ports: [{ port: 80 }] }
  const tracked = { 'signpost/tracked': 'true' }

  test('keeps the row when the Service moves from one selection to the other and back', async () => {
    const watch = await following()
    api.apply('moving', external('a.example.com'))
    await watch.until('seen', () => target(watch, 'moving') === 'a.example.com')
    for (let round = 0; round < 10; round += 1) {
      api.apply('moving', inside, tracked)
      await watch.until('inside', () => watch.row('shop', 'moving')?.type === 'ClusterIP')
      api.apply('moving', external(`r${round}.example.com`))
      await watch.until('outside', () => target(watch, 'moving') === `r${round}.example.com`)
    }
    expect(watch.log.filter((line) => line.startsWith('-'))).toEqual([])
    expect(watch.faults).toEqual([])
  })

  test('keeps the row while the other watch is away, until that one can say', async () => {
    const watch = await following({ random: () => 0 })
    api.apply('moving', external('a.example.com'))
    await watch.until('seen', () => target(watch, 'moving') === 'a.example.com')
    const isTracked = (url: URL) => url.searchParams.has('labelSelector')
    api.misbehave = (url, response) => {
      if (!isTracked(url)) return false
      sendJson(response, 503, statusOf(503, 'ServiceUnavailable', 'not now'))
      return true
    }
    const asked = api.requests.filter(isTracked).length
    api.endWatches('close')
    await poll(async () => api.watches.size === 2 && api.requests.filter(isTracked).length >= asked + 2, {
      what: 'one watch away',
      timeoutMs: 5_000,
    })
    api.apply('moving', inside, tracked)
    await poll(async () => api.requests.filter(isTracked).length >= asked + 3, { what: 'some tries', timeoutMs: 5_000 })
    expect(watch.row('shop', 'moving')?.type).toBe('ExternalName')
    api.misbehave = () => false
    await watch.until('moved', () => watch.row('shop', 'moving')?.type === 'ClusterIP')
    expect(watch.log.filter((line) => line.startsWith('-'))).toEqual([])
  })

  test('removes the row when the Service is not tracked', async () => {
    const watch = await following()
    api.apply('leaving', external('a.example.com'))
    await watch.until('seen', () => watch.rows.size === 1)
    api.apply('leaving', inside)
    await watch.until('left', () => watch.rows.size === 0)
    expect(watch.faults).toEqual([])
  })
})

describe('a server that is away', () => {
  test('is asked again within 3 s every time, more slowly at first than at once', async () => {
    const clock = new ManualClock()
    api.misbehave = (_, response) => {
      response.socket?.resetAndDestroy()
      return true
    }
    watchApi({ clock, random: () => 0.999 })
    for (let round = 0; round < 12; round += 1) {
      const before = api.requests.length
      await poll(async () => clock.waiting() >= 3, { what: 'waiting', timeoutMs: 5_000, everyMs: 2 })
      clock.advance(3_000)
      await poll(async () => api.requests.length > before, { what: 'asked again', timeoutMs: 5_000, everyMs: 2 })
    }
    const pauses = clock.delays.filter((delay) => delay !== 10_000)
    expect(Math.max(...pauses)).toBeLessThanOrEqual(3_000)
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(150)
  })

  test('is stale after 10 s without an answer, says since when and why, and keeps its rows', async () => {
    const clock = new ManualClock()
    api.apply('alias', external('a.example.com'))
    const watch = watchApi({ clock })
    await watch.until('live', () => watch.state()?.state === 'live' && clock.waiting() > 1)
    const since = new Date(clock.now()).toISOString()
    api.misbehave = (_, response) => {
      sendJson(response, 503, statusOf(503, 'ServiceUnavailable', 'etcd is away'))
      return true
    }
    const ready = () => api.requests.filter((url) => url.pathname === '/readyz').length
    const asked = ready()
    clock.advance(3_000)
    await poll(async () => ready() > asked, { what: 'asked', timeoutMs: 5_000 })
    await poll(async () => clock.delays.at(-1) === 1_000, { what: 'refused', timeoutMs: 5_000 })
    expect(watch.state()).toEqual({ state: 'live' })
    clock.advance(7_000)
    await watch.until('stale', () => watch.state()?.state === 'stale')
    expect(watch.state()).toEqual({ state: 'stale', since, why: 'it answered 503: etcd is away' })
    expect(watch.rows.size).toBe(1)
    api.misbehave = () => false
    clock.advance(1_000)
    await watch.until('live again', () => watch.state()?.state === 'live')
  })

  test('has its watches reconnected at once when it returns, because they may hang', async () => {
    const clock = new ManualClock()
    const watch = watchApi({ clock })
    await watch.until('live', () => watch.state()?.state === 'live' && api.watches.size === 3)
    const ready = () => api.requests.filter((url) => url.pathname === '/readyz').length
    api.misbehave = (url, response) => {
      if (url.pathname === '/readyz') response.socket?.resetAndDestroy()
      return url.pathname === '/readyz'
    }
    const asked = ready()
    await poll(async () => clock.delays.includes(3_000), { what: 'answered', timeoutMs: 5_000 })
    clock.advance(3_000)
    await poll(async () => ready() > asked && clock.delays.at(-1) === 1_000, { what: 'failed', timeoutMs: 5_000 })
    // These watches never deliver anything any more, and never end.
    api.watches.clear()
    api.apply('meanwhile', external('a.example.com'))
    api.misbehave = () => false
    clock.advance(1_000)
    await watch.until('caught up', () => target(watch, 'meanwhile') === 'a.example.com')
    expect(watch.faults).toEqual([])
  })
})
