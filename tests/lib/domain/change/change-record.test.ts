import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { advanceEntry } from '@/lib/domain/change/change-entry'
import { decodeRecord, encodeRecord, putEntry } from '@/lib/domain/change/change-record'
import { endpoint, headless } from '@/lib/domain/change/endpoint'
import { byteLength } from '@/lib/domain/change/last-change'
import { recordEntry } from '@/lib/domain/change/record-entry'
import { settleRecord } from '@/lib/domain/change/settle-record'
import { changeEntry, changeId } from './change-entries'

const empty = { entries: [], migrations: [], unreadable: {} }
const recordOf = (...entries: ReturnType<typeof changeEntry>[]) => entries.reduce(putEntry, empty)
const sizeOf = (data: Record<string, string>) =>
  Object.entries(data).reduce((sum, [key, text]) => sum + byteLength(key) + byteLength(text), 0)

describe('the record of a Service', () => {
  it('reads back what was written, oldest first', () => {
    const record = recordOf(changeEntry(2), changeEntry(1, { reason: 'because', undoOf: changeId(9) }))
    expect(decodeRecord(encodeRecord(record))).toEqual({
      entries: [changeEntry(1, { reason: 'because', undoOf: changeId(9) }), changeEntry(2)],
      migrations: [],
      unreadable: {},
    })
  })

  it('keeps how long the cut-over was to take and what resolvers answered, and spares what others broke', () => {
    const cutOver = [{ code: 'watch', words: 'the watch', seconds: 1, source: 'assumed' }] as const
    const answers = [{ resolver: '10.96.0.10:53', startedAt: '2026-11-23T12:00:00.000Z', marks: 'oo-n' }]
    const entry = changeEntry(1, { cutOver: [...cutOver], answers })
    const data = encodeRecord(recordOf(entry))
    expect(decodeRecord(data).entries).toEqual([entry])
    const broken = JSON.stringify({ ...JSON.parse(data[entry.id] ?? ''), cutOver: 'long', answers: [{ marks: '<b>' }] })
    expect(decodeRecord({ [entry.id]: broken }).entries).toEqual([changeEntry(1)])
  })

  it('keeps until when an override held, and reads one that was kept without it', () => {
    const overrides = [{ code: 'frozen', reason: 'no other way', until: '2026-11-23T12:10:00.000Z' }]
    const data = encodeRecord(recordOf(changeEntry(1, { overrides })))
    expect(decodeRecord(data).entries[0]?.overrides).toEqual(overrides)
    const older = JSON.stringify({ ...JSON.parse(data[changeId(1)] ?? ''), overrides: [{ code: 'a', reason: 'b' }] })
    expect(decodeRecord({ [changeId(1)]: older }).entries[0]?.overrides).toEqual([
      { code: 'a', reason: 'b', until: null },
    ])
  })

  it('keeps addresses, what a change of type touches, its writes and what it left, and spares what others broke', () => {
    const shape = { ports: [{ name: 'sql', port: 5432 }], selector: { app: 'db' }, isTracked: false }
    const entry = changeEntry(1, {
      kind: 'to-headless',
      request: { kind: 'to-headless', addresses: ['203.0.113.9'], ports: [{ port: 5432, protocol: 'TCP' }] },
      from: { ...endpoint('ExternalName', '203.0.113.9'), shape },
      to: headless(['203.0.113.9'], [{ port: 5432 }]),
      writes: [{ verb: 'create', kind: 'EndpointSlice', name: 'db-signpost-ipv4' }],
      left: ['db-signpost-ipv4'],
    })
    const data = encodeRecord(recordOf(entry))
    expect(decodeRecord(data).entries).toEqual([entry])
    const stored = JSON.parse(data[entry.id] ?? '')
    const broken = { ...stored, from: { ...stored.from, shape: { ports: 'all' } }, writes: [{ verb: 'burn' }], left: 1 }
    const { writes: _, left: __, ...rest } = entry
    expect(decodeRecord({ [entry.id]: JSON.stringify(broken) }).entries).toEqual([
      { ...rest, from: endpoint('ExternalName', '203.0.113.9') },
    ])
  })

  it('keeps the 20 newest entries', () => {
    const record = recordOf(...Array.from({ length: 25 }, (_, index) => changeEntry(index)))
    const { entries } = decodeRecord(encodeRecord(record))
    expect(entries.map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, index) => changeId(index + 5)))
  })

  it('lets entries that were never applied go first, the newest one excepted', () => {
    const applied = Array.from({ length: 19 }, (_, index) => changeEntry(index))
    const lost = [20, 21, 22].map((number) => changeEntry(number, { state: 'not-applied' }))
    const { entries } = decodeRecord(encodeRecord(recordOf(...applied, ...lost)))
    expect(entries.map(({ id }) => id)).toEqual([...applied, changeEntry(22)].map(({ id }) => id))
  })

  it('writes data that it cannot read back as it was', () => {
    const newer = JSON.stringify({ kind: 'teleport', version: 9 })
    const data = {
      ...encodeRecord(recordOf(changeEntry(1))),
      README: 'mine',
      [changeId(99)]: newer,
      [changeId(98)]: '{broken',
    }
    const record = decodeRecord(data)
    expect(record.entries).toHaveLength(1)
    expect(encodeRecord(putEntry(record, changeEntry(2)))).toMatchObject({
      README: 'mine',
      [changeId(99)]: newer,
      [changeId(98)]: '{broken',
    })
  })

  it('stays within 64 KiB: what is unreadable makes room before what was applied', () => {
    const record = {
      ...recordOf(changeEntry(1), changeEntry(2)),
      unreadable: { big: 'x'.repeat(65_000), small: 'kept' },
    }
    const data = encodeRecord(record)
    expect(Object.keys(data).sort()).toEqual([changeId(1), changeId(2), 'small'].sort())
    const long = Array.from({ length: 20 }, (_, index) => changeEntry(index, { reason: '“'.repeat(2000) }))
    expect(sizeOf(encodeRecord(recordOf(...long)))).toBeLessThanOrEqual(64 * 1024)
    expect(Object.keys(encodeRecord(recordOf(...long)))).toContain(changeId(19))
  })

  it('survives any data', () => {
    const text = fc.oneof(fc.string(), fc.json(), fc.constant('{"steps":[null]}'))
    const key = fc.oneof(fc.string(), fc.constantFrom(changeId(1), changeId(2), '__proto__'))
    fc.assert(
      fc.property(fc.dictionary(key, text), (data) => {
        const record = decodeRecord(data)
        expect(encodeRecord(record)).toEqual(Object.fromEntries(Object.entries(data)))
      }),
    )
  })
})

describe('recordEntry', () => {
  const undo = changeEntry(2, { kind: 'undo', undoOf: changeId(1), state: 'applied' })

  it('takes the undone change along: undoing with the intent, undone once it is applied', () => {
    const before = recordEntry(recordOf(changeEntry(1)), { ...undo, state: 'applying' })
    expect(before.entries.map(({ state }) => state)).toEqual(['undoing', 'applying'])
    const after = recordEntry(before, undo)
    expect(after.entries.map(({ state }) => state)).toEqual(['undone', 'applied'])
    expect(after.entries[0]?.steps.at(-1)?.note).toBe(`Undone by ada with ${undo.id}.`)
    expect(recordEntry(after, undo)).toEqual(after)
  })

  it('leaves a change that could not be undone where it can be undone again', () => {
    const begun = recordEntry(recordOf(changeEntry(1)), { ...undo, state: 'applying' })
    const lost = recordEntry(begun, { ...undo, state: 'not-applied' })
    expect(lost.entries.map(({ state }) => state)).toEqual(['undo-failed', 'not-applied'])
    const second = changeEntry(3, { kind: 'undo', undoOf: changeId(1), state: 'applying' })
    expect(recordEntry(lost, second).entries[0]?.state).toBe('undoing')
  })

  it('never takes back a state that another replica wrote', () => {
    const stored = recordOf(changeEntry(1, { state: 'undone' }))
    expect(recordEntry(stored, changeEntry(1, { state: 'verifying' })).entries[0]?.state).toBe('undone')
  })
})

describe('advanceEntry', () => {
  it('keeps the last sixteen steps', () => {
    const steps = Array.from({ length: 16 }, () => ({
      state: 'applying' as const,
      at: '2026-11-23T12:00:00Z',
      note: null,
    }))
    const entry = advanceEntry(changeEntry(1, { state: 'applying', steps }), {
      state: 'applied',
      at: '2026-11-23T12:00:01Z',
      note: 'x'.repeat(999),
    })
    expect(entry.steps).toHaveLength(16)
    expect(entry.steps.at(-1)).toMatchObject({ state: 'applied', note: 'x'.repeat(300) })
  })
})

describe('settleRecord', () => {
  const applying = changeEntry(0, { state: 'applying' })
  const startMs = Date.parse(applying.at)

  it.each([
    ['an intent is left alone while its writer may live', 'applying', null, 14_000, 'applying'],
    ['an intent without a trace after 15 s was not applied', 'applying', null, 16_000, 'not-applied'],
    ['an intent that the Service carries was applied', 'applying', applying.id, 1_000, 'applied'],
    ['the annotation proves what was taken for lost', 'not-applied', applying.id, 60_000, 'applied'],
    ['a lost race is told apart from a write that arrived late', 'conflict', applying.id, 60_000, 'applied'],
    ['a proof is left to whoever takes it up', 'propagating', applying.id, 300_000, 'propagating'],
    ['what is decided stays decided', 'completed', null, 900_000, 'completed'],
  ] as const)('%s', (_, state, liveChangeId, afterMs, expected) => {
    const record = recordOf(changeEntry(0, { state }))
    expect(
      settleRecord(record, { changeId: liveChangeId, uid: undefined, slices: null }, startMs + afterMs).entries[0]
        ?.state,
    ).toBe(expected)
  })
})

describe('a change of several writes that broke off between two of them', () => {
  const slices = ['db-signpost-ipv4', 'db-signpost-ipv6']
  const made = slices.map((name) => ({ verb: 'create' as const, kind: 'EndpointSlice', name }))
  const flip = { verb: 'patch' as const, kind: 'Service', name: 'db' }
  const forward = changeEntry(0, { kind: 'to-headless', state: 'applying', writes: [...made, flip] })
  const gone = made.map((write) => ({ ...write, verb: 'delete' as const }))
  const back = changeEntry(0, { kind: 'undo', state: 'applying', writes: [flip, ...gone] })
  const laterMs = Date.parse(forward.at) + 16_000
  const settle = (entry: typeof forward, changeId: string | null, there: string[] | null) =>
    settleRecord(recordOf(entry), { changeId, uid: undefined, slices: there }, laterMs).entries[0]

  it.each([
    ['names the slices that are left of one not applied', forward, null, slices, 'not-applied', slices, 'are left'],
    ['names those alone that are there', forward, null, slices.slice(1), 'not-applied', slices.slice(1), 'is left'],
    ['says that they may be left where nobody could look', forward, null, null, 'not-applied', slices, 'may be left'],
    ['names none where none is there', forward, null, [], 'not-applied', undefined, 'does not carry it.'],
    ['leaves nothing when it was applied', forward, forward.id, slices, 'applied', undefined, 'Found on the Service.'],
    ['names what an undo did not delete', back, back.id, slices.slice(0, 1), 'applied', slices.slice(0, 1), 'is left'],
    [
      'counts nothing as left of an undo that was not applied',
      back,
      null,
      slices,
      'not-applied',
      undefined,
      'carry it.',
    ],
  ] as const)('%s', (_, entry, carried, there, state, left, words) => {
    const settled = settle(entry, carried, there && [...there])
    expect(settled).toMatchObject({ state, ...(left && { left }) })
    expect(settled?.left).toEqual(left)
    expect(settled?.steps.at(-1)?.note).toContain(words)
  })

  it('has left nothing once its patch turns out to have arrived after all', () => {
    const lost = { ...forward, state: 'not-applied' as const, left: slices }
    expect(settle(lost, forward.id, slices)).toMatchObject({ state: 'applied' })
    expect(settle(lost, forward.id, slices)?.left).toBeUndefined()
  })

  it('is taken up by the next one that is applied, and by none that is not', () => {
    const lost = { ...forward, state: 'not-applied' as const, left: slices }
    const next = { ...forward, id: changeId(2), at: changeEntry(2).at }
    expect(recordEntry(recordOf(lost), next).entries[0]?.left).toEqual(slices)
    expect(recordEntry(recordOf(lost), { ...next, state: 'applied' }).entries[0]?.left).toBeUndefined()
  })
})
