import { describe, expect, it } from 'vitest'
import { boundedScale, fillingScale, firstScale, keptEdge } from '@/components/diagram/zoom-scale'

describe('the scale of a diagram', () => {
  const place = { width: 600, height: 400 }

  it('is its own size at first, and a little less where that makes it fit', () => {
    expect(firstScale({ width: 500, height: 300 }, place)).toBe(1)
    expect(firstScale({ width: 640, height: 300 }, place)).toBeCloseTo(600 / 640)
  })

  it('never makes text too small to read: a much wider diagram scrolls', () => {
    expect(firstScale({ width: 1200, height: 300 }, place)).toBe(1)
  })

  it('fills a window in both directions, at most twice its size', () => {
    expect(fillingScale({ width: 600, height: 800 }, place)).toBe(0.5)
    expect(fillingScale({ width: 100, height: 50 }, place)).toBe(2)
    expect(fillingScale({ width: 0, height: 0 }, place)).toBe(1)
  })

  it('has bounds', () => {
    expect([0.01, 1.5, 90].map(boundedScale)).toEqual([0.4, 1.5, 4])
  })

  it('keeps the point under the pointer where it is', () => {
    // 40 px into the place and 60 px scrolled is the 100th pixel: twice as large it is the 200th, still 40 px in.
    expect(keptEdge(60, 40, 2)).toBe(160)
  })
})
