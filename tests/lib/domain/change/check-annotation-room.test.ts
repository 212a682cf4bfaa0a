import { describe, expect, it } from 'vitest'
import { checkAnnotationRoom } from '@/lib/domain/change/check-annotation-room'
import { lastChangeAnnotation } from '@/lib/domain/change/last-change'

const kib = 1024

describe('the room for annotations', () => {
  it('is enough up to 250 KiB with what the change itself writes, keys and values counted in bytes', () => {
    const own = lastChangeAnnotation.length + kib
    const room = 250 * kib - own
    expect(checkAnnotationRoom({ key: 'x'.repeat(room - 3) })).toBeNull()
    expect(checkAnnotationRoom({ key: 'x'.repeat(room - 2) })?.state).toBe('refuse')
    expect(checkAnnotationRoom({ key: 'ü'.repeat(room / 2) })?.state).toBe('refuse')
  })

  it('is not taken up by the annotation of an earlier change, which is written over', () => {
    expect(checkAnnotationRoom({ [lastChangeAnnotation]: 'x'.repeat(250 * kib) })).toBeNull()
  })

  it('is missed in words that name the size and the limit', () => {
    expect(checkAnnotationRoom({ notes: 'x'.repeat(250 * kib) })).toMatchObject({
      code: 'annotation-room',
      evidence: expect.stringMatching(/has 251 KiB .* takes 256 KiB/),
    })
  })
})
