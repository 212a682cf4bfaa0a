import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isWithin, labelsOf, readDomainName } from '../../../demo/dns/domain-name.ts'

const wireOf = (labels: readonly Uint8Array[]) =>
  Buffer.concat([...labels.flatMap((label) => [Buffer.from([label.length]), Buffer.from(label)]), Buffer.from([0])])

describe('a name', () => {
  it('survives the way to text and back, whatever its bytes', () => {
    const label = fc.uint8Array({ minLength: 1, maxLength: 63 })
    fc.assert(
      fc.property(fc.array(label, { maxLength: 3 }), (labels) => {
        const wire = wireOf(labels)
        const { name, end } = readDomainName(wire, 0)
        expect(end).toBe(wire.length)
        expect(wireOf(labelsOf(name))).toEqual(wire)
      }),
    )
  })

  it('never mistakes a dot within a label for the end of one', () => {
    expect(readDomainName(wireOf([Buffer.from('a.b'), Buffer.from('c')]), 0).name).toBe('a\\046b.c')
  })

  it.each([
    ['points to itself', Buffer.from([0xc0, 0x00])],
    ['points forward', Buffer.from([0xc0, 0x02, 0x01, 0x61, 0x00])],
    ['is cut off', Buffer.from([0x05, 0x61])],
    ['has a label of a kind unknown', Buffer.from([0x80, 0x00])],
    ['is over 255 bytes', wireOf(Array.from({ length: 5 }, () => Buffer.alloc(60, 0x61)))],
  ])('is refused when it %s', (_title, wire) => {
    expect(() => readDomainName(wire, 0)).toThrow(RangeError)
  })

  it.each([['a'.repeat(64)], ['a..b'], [Array.from({ length: 128 }, () => 'a').join('.')]])(
    'that DNS cannot carry is not written: %s',
    (name) => expect(() => labelsOf(name)).toThrow(RangeError),
  )

  it('lies within a zone on the boundary of labels only', () => {
    expect(isWithin('a.cluster.local', 'cluster.local')).toBe(true)
    expect(isWithin('notcluster.local', 'cluster.local')).toBe(false)
    expect(isWithin('anything', '')).toBe(true)
  })
})
