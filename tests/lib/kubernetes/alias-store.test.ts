import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Alias } from '@/lib/domain/alias/alias'
import { type AliasDelta, AliasStore, type SelectionName } from '@/lib/kubernetes/alias-store'
import { mapService } from '@/lib/kubernetes/map-service'
import { ManualClock } from './manual-clock'

let clock: ManualClock
let deltas: AliasDelta[]
let isCurrent: Record<SelectionName, boolean>
let store: AliasStore

beforeEach(() => {
  clock = new ManualClock()
  deltas = []
  isCurrent = { external: true, tracked: true }
  store = new AliasStore({ clock, isCurrent: (name) => isCurrent[name], onAliases: (delta) => deltas.push(delta) })
})

function alias(name: string, uid: string, version: number): Alias {
  const metadata = { name, namespace: 'shop', uid, resourceVersion: String(version) }
  const spec = { type: 'ExternalName', externalName: `v${version}.example.com` }
  return mapService(
    { apiVersion: 'v1', kind: 'Service', metadata, spec },
    { cluster: 'test', namespaceLabels: {}, namespaceAnnotations: {} },
  )
}

const said = () =>
  deltas.flatMap(({ removes, upserts }) => [
    ...removes.map(({ uid }) => `-${uid}`),
    ...upserts.map(({ uid, resourceVersion }) => `+${uid}@${resourceVersion}`),
  ])

describe('two selections', () => {
  test('tell an object of both once per version', () => {
    store.upsert('external', [alias('db', 'u1', 5)])
    store.upsert('tracked', [alias('db', 'u1', 5)])
    store.upsert('tracked', [alias('db', 'u1', 6)])
    store.upsert('external', [alias('db', 'u1', 6)])
    expect(said()).toEqual(['+u1@5', '+u1@6'])
  })

  test('never go back to what the slower one still says', () => {
    store.upsert('external', [alias('db', 'u1', 10)])
    store.upsert('tracked', [alias('db', 'u1', 9)])
    expect(said()).toEqual(['+u1@10'])
  })

  test('keep what leaves one and enters the other, in either order', () => {
    store.upsert('external', [alias('db', 'u1', 5)])
    store.remove('external', ['u1'])
    store.upsert('tracked', [alias('db', 'u1', 6)])
    store.upsert('external', [alias('db', 'u1', 7)])
    store.remove('tracked', ['u1'])
    clock.advance(10_000)
    expect(said()).toEqual(['+u1@5', '+u1@6', '+u1@7'])
  })

  test('remove what is absent from both after a moment', () => {
    store.upsert('external', [alias('db', 'u1', 5), alias('kept', 'u2', 6)])
    store.remove('external', ['u1', 'unknown'])
    expect(said()).toEqual(['+u1@5', '+u2@6'])
    clock.advance(150)
    expect(said()).toEqual(['+u1@5', '+u2@6', '-u1'])
  })

  test('remove nothing while one of them is not up to date', () => {
    store.upsert('external', [alias('db', 'u1', 5)])
    isCurrent.tracked = false
    store.remove('external', ['u1'])
    clock.advance(60_000)
    expect(said()).toEqual(['+u1@5'])
    isCurrent.tracked = true
    clock.advance(150)
    expect(said()).toEqual(['+u1@5', '-u1'])
  })
})

describe('a name that is used again', () => {
  test('is removed with the old uid before the new one is told', () => {
    store.upsert('external', [alias('db', 'u1', 5)])
    store.remove('external', ['u1'])
    store.upsert('external', [alias('db', 'u2', 8)])
    clock.advance(10_000)
    expect(said()).toEqual(['+u1@5', '-u1', '+u2@8'])
    expect(deltas[1]).toMatchObject({ removes: [{ uid: 'u1' }], upserts: [{ uid: 'u2' }] })
  })

  test('does not go back to the Service before it', () => {
    store.upsert('external', [alias('db', 'u2', 8)])
    store.upsert('tracked', [alias('db', 'u1', 5)])
    store.remove('tracked', ['u1'])
    clock.advance(10_000)
    expect(said()).toEqual(['+u2@8'])
  })
})

test('a namespace that names an owner changes only the rows it concerns', () => {
  const labels = { environment: 'prod', purpose: 'references' }
  store.upsert('external', [alias('db', 'u1', 5), { ...alias('own', 'u2', 6), annotations: { owner: 'mine' } }])
  deltas.length = 0
  store.readAgain('shop', { labels, annotations: {} })
  store.readAgain('elsewhere', { labels: {}, annotations: { owner: 'team' } })
  store.readAgain('shop', { labels, annotations: {} })
  expect(deltas).toHaveLength(1)
  expect(
    deltas[0]?.upserts.map(({ uid, environment, namespacePurpose }) => [uid, environment, namespacePurpose]),
  ).toEqual([
    ['u1', 'production', 'references'],
    ['u2', 'production', 'references'],
  ])
})

test('however two streams of one history interleave, the end is the same and no step is doubled', () => {
  const step = fc.record({
    name: fc.constantFrom('a', 'b'),
    kind: fc.constantFrom('external', 'both', 'tracked', 'gone'),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), fc.array(fc.boolean(), { maxLength: 60 }), (steps, turns) => {
      const rows = new Map<string, string>()
      const doubled: string[] = []
      const history = streamsOf(steps)
      const merged = new AliasStore({
        clock,
        isCurrent: () => history.external.length === 0 && history.tracked.length === 0,
        onAliases: ({ removes, upserts }) => {
          for (const { name } of removes) rows.delete(name)
          for (const { name, uid, resourceVersion } of upserts) {
            if (rows.get(name) === `${uid}@${resourceVersion}`) doubled.push(name)
            rows.set(name, `${uid}@${resourceVersion}`)
          }
        },
      })
      const order = [...turns, ...Array<boolean>(40).fill(true), ...Array<boolean>(40).fill(false)]
      for (const isExternal of order) history[isExternal ? 'external' : 'tracked'].shift()?.(merged)
      clock.advance(1_000)
      expect(doubled).toEqual([])
      expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(history.final))
    }),
  )
})

type Step = { name: string; kind: string }
type Apply = (store: AliasStore) => void

/** What each of the two watches would deliver for a history of writes, and what is there at its end. */
function streamsOf(steps: readonly Step[]): { external: Apply[]; tracked: Apply[]; final: Map<string, string> } {
  const streams: Record<SelectionName, Apply[]> = { external: [], tracked: [] }
  const final = new Map<string, string>()
  const live = new Map<string, { uid: string; kind: string }>()
  let version = 100
  for (const { name, kind } of steps) {
    version += 1
    const before = live.get(name)
    const uid = before?.uid ?? `${name}-${version}`
    for (const selection of ['external', 'tracked'] as const) {
      const selects = (state: string | undefined) => state === 'both' || state === selection
      const object = alias(name, uid, version)
      if (selects(kind)) streams[selection].push((into) => into.upsert(selection, [object]))
      else if (selects(before?.kind)) streams[selection].push((into) => into.remove(selection, [uid]))
    }
    if (kind === 'gone') live.delete(name)
    else live.set(name, { uid, kind })
    if (kind === 'gone') final.delete(name)
    else final.set(name, `${uid}@${version}`)
  }
  return { ...streams, final }
}
