import { render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useRef } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { useLineKeys } from '@/components/inventory/use-line-keys'

function List({ names, drawn, onOpen }: { names: string[]; drawn: number; onOpen: (name: string) => void }) {
  const scroller = useRef<HTMLDivElement>(null)
  const lines = { start: 0, end: drawn - 1 }
  useLineKeys({ scroller, listKey: 'all', count: names.length, lines, scrollTo: () => undefined })
  return (
    <div ref={scroller}>
      {names.slice(0, drawn).map((name, index) => (
        <button type="button" key={name} data-index={index} onClick={() => onOpen(name)}>
          {name}
        </button>
      ))}
    </div>
  )
}

afterEach(() => vi.unstubAllGlobals())

test('Enter opens the line that the key before it chose, though no frame was drawn between them', async () => {
  vi.stubGlobal('requestAnimationFrame', () => 0)
  const opened: string[] = []
  render(<List names={['a', 'b', 'c']} drawn={3} onOpen={(name) => opened.push(name)} />)
  await userEvent.keyboard('j{Enter}jj{Enter}k{Enter}')
  expect(opened).toEqual(['a', 'c', 'b'])
})

test('a line that is not drawn yet gets the focus with the next frame', async () => {
  const frames: FrameRequestCallback[] = []
  vi.stubGlobal('requestAnimationFrame', (run: FrameRequestCallback) => frames.push(run))
  const names = ['a', 'b', 'c']
  const view = render(<List names={names} drawn={2} onOpen={() => undefined} />)
  await userEvent.keyboard('jjj')
  view.rerender(<List names={names} drawn={3} onOpen={() => undefined} />)
  expect(document.activeElement?.textContent).toBe('b')
  for (const frame of frames) frame(0)
  expect(document.activeElement?.textContent).toBe('c')
})
