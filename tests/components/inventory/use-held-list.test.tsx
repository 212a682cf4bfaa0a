import { renderHook } from '@testing-library/react'
import { expect, it } from 'vitest'
import { useHeldList } from '@/components/inventory/use-held-list'

const pages = {
  shapeOf: (keys: readonly string[]) => ({ keys: [...keys], total: keys.length }),
  withNewestValues: (shown: readonly string[]) => shown,
}
const first = ['a', 'b']
const other = ['c']

function hold(initial: { latest: readonly string[]; listKey: string; isEarlier: boolean }) {
  return renderHook(({ latest, ...list }: typeof initial) => useHeldList(latest, { ...list, isHeld: true }, pages), {
    initialProps: initial,
  })
}

it('keeps the rows of a list where they are while the reader is among them, and says how many wait', () => {
  const { result, rerender } = hold({ latest: first, listKey: 'all', isEarlier: false })
  rerender({ latest: ['a', 'b', 'x'], listKey: 'all', isEarlier: false })
  expect(result.current).toMatchObject({ page: first, waiting: 1 })
})

it('shows the rows of another list as soon as they come, though those of the list before stood in for them', () => {
  const { result, rerender } = hold({ latest: first, listKey: 'all', isEarlier: false })
  const newer = ['a', 'b', 'x']
  rerender({ latest: newer, listKey: 'all', isEarlier: false })
  rerender({ latest: newer, listKey: 'some', isEarlier: true })
  expect(result.current).toMatchObject({ page: newer, waiting: 0 })
  rerender({ latest: other, listKey: 'some', isEarlier: false })
  expect(result.current).toMatchObject({ page: other, waiting: 0 })
})
