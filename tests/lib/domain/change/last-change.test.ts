import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { endpoint, headless } from '@/lib/domain/change/endpoint'
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

  it('says the addresses, and the ports and selector that an undo puts back', () => {
    const shape = { ports: [{ name: 'sql', port: 5432 }], selector: null, isTracked: false }
    const from = { ...endpoint('ExternalName', '203.0.113.9'), shape }
    const to = headless(['203.0.113.9', '2001:db8::9'], [])
    const found = read(encodeLastChange(changeEntry(1, { kind: 'to-headless', from, to })))
    expect(found).toMatchObject({ kind: 'to-headless', from, to: { type: 'ClusterIP', addresses: to.addresses } })
  })

  it('leaves addresses out before it grows too long, and then the ports', () => {
    const many = Array.from({ length: 32 }, (_, index) => `2001:db8:0:1:1:1:1:${index + 10}`)
    const shape = (length: number) => ({
      ports: Array.from({ length }, (_, index) => ({ name: `port-${index}`, port: index + 1 })),
      selector: null,
      isTracked: false,
    })
    const textOf = (ports: number) =>
      encodeLastChange(
        changeEntry(1, {
          from: { ...endpoint('ExternalName', '203.0.113.9'), shape: shape(ports) },
          to: headless(many, []),
        }),
      )
    expect(read(textOf(3))).toMatchObject({ from: { shape: shape(3) }, to: { type: 'ClusterIP' } })
    expect(read(textOf(3))?.to.addresses).toBeUndefined()
    expect(read(textOf(30))?.from).toEqual(endpoint('ExternalName', '203.0.113.9'))
    expect(byteLength(textOf(30))).toBeLessThanOrEqual(1024)
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
