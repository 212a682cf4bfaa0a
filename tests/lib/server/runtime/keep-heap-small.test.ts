import { setImmediate as nextTurn } from 'node:timers/promises'
import { getHeapStatistics } from 'node:v8'
import { describe, expect, test } from 'vitest'
import { keepHeapSmall } from '@/lib/server/runtime/keep-heap-small'

describe('keepHeapSmall', () => {
  test('frees at once what nobody holds any more', async () => {
    let held: number[][] | null = Array.from({ length: 200_000 }, (_, index) => [index, index, index, index])
    const full = getHeapStatistics().used_heap_size
    expect(held).toHaveLength(200_000)
    held = null
    // A turn of its own, so that nothing on the stack still holds the list.
    await nextTurn()
    keepHeapSmall()
    expect(getHeapStatistics().used_heap_size).toBeLessThan(full - 5_000_000)
  })

  test('leaves no way to ask for a collection behind', () => {
    keepHeapSmall()
    expect(Reflect.has(globalThis, 'gc')).toBe(false)
  })
})
