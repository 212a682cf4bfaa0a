import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeReviews, encodeReviews, type ReviewRecord, withReview } from '@/lib/domain/review/review-record'
import { readReviewRecordName, reviewRecordName } from '@/lib/domain/review/review-record-name'
import { sampleEntry, sampleSubject } from './sample-review'

const empty = (): ReviewRecord => ({ byName: new Map(), damaged: [] })
const day = (number: number) => new Date(Date.UTC(2026, 0, 1) + number * 86_400_000).toISOString()
const bytes = (data: Record<string, string>) =>
  Object.entries(data).reduce((sum, [key, text]) => sum + key.length + new TextEncoder().encode(text).length, 0)

describe('the record of reviews', () => {
  test('is read as it was written, with the last three decisions about each alias', () => {
    let record = empty()
    for (let number = 1; number <= 5; number += 1)
      record = withReview(record, 'db', sampleEntry({ id: `${number}`, at: day(number) }))
    record = withReview(record, 'api', sampleEntry({ decision: 'reassign', reason: 'moved', newOwner: 'shop' }))
    const read = decodeReviews(encodeReviews(record))
    expect(read.byName.get('db')?.map(({ id }) => id)).toEqual(['3', '4', '5'])
    expect(read.byName.get('api')).toEqual([sampleEntry({ decision: 'reassign', reason: 'moved', newOwner: 'shop' })])
    expect(read.damaged).toEqual([])
  })

  test.each([
    ['{', 'it is no JSON'],
    ['{"id":1}', 'it is no list of decisions'],
    ['[{"id":"x"}]', 'a decision lacks something, or says what no version of Signpost writes'],
    [
      JSON.stringify([{ ...sampleEntry(), hash: '<b>' }]),
      'a decision lacks something, or says what no version of Signpost writes',
    ],
    [
      JSON.stringify([{ ...sampleEntry(), decision: 'approve' }]),
      'a decision lacks something, or says what no version of Signpost writes',
    ],
    [
      JSON.stringify([{ ...sampleEntry(), until: 'soon' }]),
      'a decision lacks something, or says what no version of Signpost writes',
    ],
    ['x'.repeat(33 * 1024), 'it is longer than 32 KiB'],
  ])('says why %.20s cannot be read, and keeps it as it is until the alias is reviewed anew', (text, why) => {
    const read = decodeReviews({ db: text, api: JSON.stringify([sampleEntry()]) })
    expect(read.damaged).toEqual([{ name: 'db', why, text }])
    expect(read.byName.has('api')).toBe(true)
    expect(encodeReviews(read).db).toBe(text)
    const anew = withReview(read, 'db', sampleEntry())
    expect(decodeReviews(encodeReviews(anew)).damaged).toEqual([])
  })

  test('cuts an owner of 100 KiB and a reason without end, and stays readable', () => {
    const subject = { ...sampleSubject, owner: 'x'.repeat(100 * 1024), ports: Array(900).fill(sampleSubject.ports[0]) }
    const record = withReview(empty(), 'db', sampleEntry({ reason: 'y'.repeat(10_000), subject }))
    const data = encodeReviews(record)
    expect(data.db?.length).toBeLessThan(8 * 1024)
    const [entry] = decodeReviews(data).byName.get('db') ?? []
    expect(entry?.subject.owner).toHaveLength(253)
    expect(entry?.reason).toHaveLength(1024)
    expect(entry?.subject.ports).toHaveLength(50)
  })

  test('stays below 768 KiB: earlier decisions leave first, then what cannot be read, then the oldest', () => {
    let record: ReviewRecord = {
      byName: new Map(),
      damaged: [{ name: 'broken', why: 'it is no JSON', text: '{'.repeat(30_000) }],
    }
    const byName = new Map(record.byName)
    const many = 2500
    for (let number = 0; number < many; number += 1) {
      byName.set(`alias-${number}`, [
        sampleEntry({ id: 'old', at: day(number) }),
        sampleEntry({ id: 'new', at: day(number + 1) }),
      ])
    }
    record = { ...record, byName }
    const data = encodeReviews(record)
    expect(bytes(data)).toBeLessThanOrEqual(768 * 1024)
    const read = decodeReviews(data)
    expect(read.byName.get(`alias-${many - 1}`)?.at(-1)?.id).toBe('new')
    expect(read.byName.has('alias-0')).toBe(false)
    expect(read.damaged).toEqual([])
    for (const entries of read.byName.values()) expect(entries.at(-1)?.id).toBe('new')
  })

  test('never throws, whatever a ConfigMap holds', () => {
    const texts = fc.oneof(fc.string(), fc.json(), fc.constant(JSON.stringify([sampleEntry()])))
    fc.assert(
      fc.property(fc.dictionary(fc.string({ minLength: 1 }), texts), (data) => {
        const read = decodeReviews(data)
        expect(read.byName.size + read.damaged.length).toBe(Object.keys(data).length)
        expect(Object.keys(encodeReviews(read)).sort()).toEqual(Object.keys(data).sort())
      }),
    )
  })
})

test('its name says of which namespace it is, and no other name does', () => {
  expect(readReviewRecordName(reviewRecordName('orders'))).toBe('orders')
  for (const name of ['signpost-reviews', 'signpost-reviews.', 'signpost-reviews.a.b', 'signpost-history.a.b', 'x'])
    expect(readReviewRecordName(name)).toBeNull()
})
