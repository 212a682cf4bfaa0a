import { describe, expect, test } from 'vitest'
import { toRow } from '@/lib/server/inventory/to-row'
import { LiveHub, type Subscriber } from '@/lib/server/live/live-hub'
import { sampleAlias } from '../inventory/sample-alias'
import { samplePurpose } from '../inventory/sample-purpose'
import { ManualClock } from './manual-clock'

interface Received {
  event: string
  data: { revision?: number; upserts?: { name: string }[]; removes?: { name: string }[]; reason?: string }
}

class Reader implements Subscriber {
  readonly received: Received[] = []
  isSlow = false
  ended = false
  readonly #namespaces: readonly string[] | null

  constructor(namespaces: readonly string[] | null = null) {
    this.#namespaces = namespaces
  }

  canSee(place: { namespace: string }): boolean {
    return this.#namespaces === null || this.#namespaces.includes(place.namespace)
  }

  seesAll(): boolean {
    return this.#namespaces === null
  }

  send(frame: string): boolean {
    if (this.isSlow) return false
    const [, event, data] = /^event: (\w+)\ndata: (.*)\n\n$/.exec(frame) ?? []
    if (event !== undefined && data !== undefined) this.received.push({ event, data: JSON.parse(data) })
    return true
  }

  end(): void {
    this.ended = true
  }
}

const row = (name: string, namespace = 'shop') =>
  toRow(sampleAlias({ name, namespace }), {
    clusterDomain: 'cluster.local',
    purpose: samplePurpose,
    finding: null,
    reviewState: null,
    answers: [],
    group: null,
  })

const ref = (name: string, namespace = 'shop') => ({ cluster: 'one', namespace, name })

const rowOf = ({ name, namespace }: { name: string; namespace: string }) => row(name, namespace)

describe('LiveHub', () => {
  test('gathers deltas of 100 ms into one rows event with the next revision', () => {
    const clock = new ManualClock()
    const hub = new LiveHub(clock, rowOf)
    const reader = new Reader()
    hub.subscribe(reader)
    const first = hub.revision
    hub.rows({ upserts: [row('a')], removes: [] })
    hub.rows({ upserts: [row('b')], removes: [] })
    clock.advance(100)
    const rows = reader.received.filter(({ event }) => event === 'rows')
    expect(rows).toHaveLength(1)
    expect(rows[0]?.data.revision).toBe(first + 1)
    expect(rows[0]?.data.upserts?.map(({ name }) => name)).toEqual(['a', 'b'])
  })

  test('sends the first delta after a quiet while at once, and the next ones together 100 ms later', () => {
    const clock = new ManualClock()
    const hub = new LiveHub(clock, rowOf)
    const reader = new Reader()
    hub.subscribe(reader)
    const sent = () =>
      reader.received.filter(({ event }) => event === 'rows').map(({ data }) => data.upserts?.map((it) => it.name))
    hub.rows({ upserts: [row('a')], removes: [] })
    clock.advance(1)
    expect(sent()).toEqual([['a']])
    hub.rows({ upserts: [row('b')], removes: [] })
    clock.advance(50)
    hub.rows({ upserts: [row('c')], removes: [] })
    clock.advance(49)
    expect(sent()).toEqual([['a']])
    clock.advance(1)
    expect(sent()).toEqual([['a'], ['b', 'c']])
  })

  test('sends an urgent delta at once after news that is not, with what already waits', () => {
    const clock = new ManualClock()
    const hub = new LiveHub(clock, rowOf)
    const reader = new Reader()
    hub.subscribe(reader)
    const sent = () =>
      reader.received.filter(({ event }) => event === 'rows').map(({ data }) => data.upserts?.map((it) => it.name))
    hub.rows({ upserts: [row('a')], removes: [] })
    clock.advance(1)
    hub.rows({ upserts: [row('answered')], removes: [] })
    hub.rows({ upserts: [row('patched')], removes: [] }, true)
    expect(sent()).toEqual([['a']])
    clock.advance(1)
    expect(sent()).toEqual([['a'], ['answered', 'patched']])
    hub.rows({ upserts: [row('b')], removes: [] })
    clock.advance(99)
    expect(sent()).toHaveLength(2)
    clock.advance(1)
    expect(sent()).toHaveLength(3)
  })

  test('gathers urgent deltas of 20 ms, however many there are', () => {
    const clock = new ManualClock()
    const hub = new LiveHub(clock, rowOf)
    const reader = new Reader()
    hub.subscribe(reader)
    const sent = () =>
      reader.received.filter(({ event }) => event === 'rows').map(({ data }) => data.upserts?.map((it) => it.name))
    hub.rows({ upserts: [row('first')], removes: [] }, true)
    clock.advance(1)
    hub.rows({ upserts: [row('second')], removes: [] }, true)
    hub.rows({ upserts: [row('answered')], removes: [] })
    clock.advance(10)
    hub.rows({ upserts: [row('third')], removes: [] }, true)
    clock.advance(9)
    expect(sent()).toEqual([['first']])
    clock.advance(1)
    expect(sent()).toEqual([['first'], ['second', 'answered', 'third']])
  })

  test('sends a row as it is when it goes out, and none of an alias that is gone by then', () => {
    const clock = new ManualClock()
    const namespaces = new Map([['a', 'before']])
    const hub = new LiveHub(clock, ({ name }) => (namespaces.has(name) ? row(name, namespaces.get(name)) : null))
    const reader = new Reader()
    hub.subscribe(reader)
    hub.rows({ upserts: [ref('a'), ref('gone')], removes: [] })
    namespaces.set('a', 'after')
    clock.advance(1)
    expect(reader.received.at(-1)?.data.upserts).toMatchObject([{ name: 'a', namespace: 'after' }])
  })

  test('has no row made while nobody reads, yet counts the revision', () => {
    const clock = new ManualClock()
    let made = 0
    const hub = new LiveHub(clock, () => {
      made += 1
      return null
    })
    const first = hub.revision
    hub.rows({ upserts: [ref('a')], removes: [] })
    clock.advance(1)
    expect([hub.revision, made]).toEqual([first + 1, 0])
  })

  test('keeps only the last word on a row that came and went within one window', () => {
    const clock = new ManualClock()
    const hub = new LiveHub(clock, rowOf)
    const reader = new Reader()
    hub.subscribe(reader)
    hub.rows({ upserts: [row('a')], removes: [] })
    hub.rows({ upserts: [], removes: [{ cluster: 'one', namespace: 'shop', name: 'a' }] })
    clock.advance(100)
    expect(reader.received.at(-1)?.data).toMatchObject({ upserts: [], removes: [{ name: 'a' }] })
  })

  test('shows nobody a row of a namespace they may not list, yet every stream counts the revision', () => {
    const clock = new ManualClock()
    const hub = new LiveHub(clock, rowOf)
    const reader = new Reader(['open'])
    hub.subscribe(reader)
    hub.rows({ upserts: [row('a', 'secret')], removes: [{ cluster: 'one', namespace: 'secret', name: 'b' }] })
    clock.advance(100)
    expect(reader.received.at(-1)).toEqual({
      event: 'rows',
      data: { revision: hub.revision, upserts: [], removes: [] },
    })
  })

  test('sends a slow reader one resync instead of what it missed', () => {
    const clock = new ManualClock()
    const hub = new LiveHub(clock, rowOf)
    const reader = new Reader()
    hub.subscribe(reader)
    reader.isSlow = true
    hub.rows({ upserts: [row('a')], removes: [] })
    clock.advance(100)
    reader.isSlow = false
    hub.rows({ upserts: [row('b')], removes: [] })
    clock.advance(100)
    expect(reader.received.at(-1)).toEqual({ event: 'resync', data: { revision: hub.revision, reason: 'slow reader' } })
  })

  test('a slow reader is told to resync by the heartbeat even when nothing else happens', () => {
    const clock = new ManualClock()
    const hub = new LiveHub(clock, rowOf)
    const reader = new Reader()
    hub.subscribe(reader)
    reader.isSlow = true
    hub.rows({ upserts: [row('a')], removes: [] })
    clock.advance(100)
    reader.isSlow = false
    clock.advance(15_000)
    expect(reader.received.at(-1)?.data.reason).toBe('slow reader')
  })

  test('replaces more than 20,000 waiting rows by a resync', () => {
    const clock = new ManualClock()
    const hub = new LiveHub(clock, rowOf)
    const reader = new Reader()
    hub.subscribe(reader)
    hub.rows({ upserts: Array.from({ length: 20_001 }, (_, index) => row(`n${index}`)), removes: [] })
    clock.advance(100)
    expect(reader.received.at(-1)?.event).toBe('resync')
  })

  test('ends every stream when it closes', () => {
    const hub = new LiveHub(new ManualClock(), rowOf)
    const reader = new Reader()
    hub.subscribe(reader)
    hub.close()
    expect(reader.ended).toBe(true)
  })
})
