import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { endpoint } from '@/lib/domain/change/endpoint'
import { byteLength, decodeLastChange, encodeLastChange, lastChangeAnnotation } from '@/lib/domain/change/last-change'
import { changeEntry, changeId } from './change-entries'

const read = (text: string) => decodeLastChange({ [lastChangeAnnotation]: text })

describe('the annotation of the last change', () => {
  it('says what, from where, to where, who and when', () => {
    const text = encodeLastChange(changeEntry(1, { kind: 'undo', undoOf: changeId(7) }))
    expect(JSON.parse(text)).toEqual({
      id: changeId(1),
      kind: 'undo',
      from: { type: 'ExternalName', target: 'a.example' },
      to: { type: 'ExternalName', target: 'b.example' },
      by: 'ada',
      at: '2026-11-23T12:00:01.000Z',
      undoOf: changeId(7),
    })
  })

  it('keeps the name exactly as it was stored, so that an undo restores the trailing dot', () => {
    const from = endpoint('ExternalName', 'A.example.')
    expect(read(encodeLastChange(changeEntry(1, { from })))?.from).toEqual({
      type: 'ExternalName',
      target: 'a.example',
      externalName: 'A.example.',
    })
  })

  it('is at most 1 KiB and reads back, however long the names are', () => {
    const host = fc.integer({ min: 1, max: 253 }).map((length) => 'a'.repeat(length))
    fc.assert(
      fc.property(host, host, fc.boolean(), fc.string({ unit: 'binary', maxLength: 2000 }), (from, to, dot, by) => {
        const entry = changeEntry(1, {
          from: endpoint('ExternalName', dot ? `${from}.` : from),
          to: endpoint('ExternalName', to),
          by,
          undoOf: changeId(2),
        })
        const text = encodeLastChange(entry)
        expect(byteLength(text)).toBeLessThanOrEqual(1024)
        expect(read(text)).toMatchObject({
          id: entry.id,
          from: { target: from },
          to: { target: to },
          undoOf: changeId(2),
        })
      }),
    )
  })

  it.each([
    'not json',
    'null',
    '[]',
    '{}',
    '{"id":"x","kind":"switch"}',
    JSON.stringify({ ...JSON.parse(encodeLastChange(changeEntry(1))), kind: 'explode' }),
    JSON.stringify({ ...JSON.parse(encodeLastChange(changeEntry(1))), from: { type: 'Nonsense', target: 'a' } }),
    JSON.stringify({ ...JSON.parse(encodeLastChange(changeEntry(1))), at: 'yesterday' }),
    JSON.stringify({ ...JSON.parse(encodeLastChange(changeEntry(1))), extra: 'x'.repeat(2000) }),
  ])('reads text of others as none: %s', (text) => {
    expect(read(text)).toBeNull()
  })
})
