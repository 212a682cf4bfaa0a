import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { DiagramView } from '@/components/diagram/diagram-view'

const source = 'flowchart LR\nn0["diagram-7.example.com"]\n'
const drawn = {
  id: 'dø7ø',
  svgText:
    '<svg xmlns="http://www.w3.org/2000/svg" id="dø7ø" viewBox="0 0 300 100"><style>#dø7ø .a{fill:red}</style><text>diagram-7.example.com</text></svg>',
}

function show(view: Partial<Parameters<typeof DiagramView>[0]> = {}) {
  const onFail = vi.fn()
  const onFullSize = vi.fn()
  const shown = { drawn, source, theme: 'light', label: 'erp leads on', name: 'erp-flow', onFail, onFullSize } as const
  const result = render(<DiagramView {...shown} {...view} />)
  return { ...result, user: userEvent.setup(), onFail, onFullSize }
}

describe('the tools of a diagram', () => {
  it('zoom by buttons and keys, and go back to the first size', async () => {
    const { user, container } = show()
    await user.click(screen.getByRole('button', { name: 'Zoom in' }))
    expect(container.querySelector('svg')?.getAttribute('width')).toBe('375')
    await user.keyboard('++-')
    await user.click(screen.getByRole('button', { name: 'Reset zoom, now 156 %' }))
    expect(container.querySelector('svg')?.getAttribute('width')).toBe('300')
    await user.keyboard('-0')
    expect(screen.getByRole('button', { name: 'Reset zoom, now 100 %' })).toBeTruthy()
  })

  it('copy the Mermaid source and say so', async () => {
    const { user } = show()
    await user.click(screen.getByRole('button', { name: 'Copy the Mermaid source' }))
    expect(await screen.findByText('Source copied')).toBeTruthy()
    expect(await navigator.clipboard.readText()).toBe(source)
  })

  it('are one stop of the Tab key; the arrows go along them', async () => {
    const { user } = show()
    await user.tab()
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Zoom out')
    await user.keyboard('{ArrowRight}{ArrowRight}')
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Zoom in')
    await user.tab()
    expect(screen.getByRole('toolbar').contains(document.activeElement)).toBe(false)
  })

  it('open it in full size, and not where it already is', async () => {
    const { user, onFullSize, unmount } = show()
    await user.click(screen.getByRole('button', { name: 'Show in full size' }))
    expect(onFullSize).toHaveBeenCalledOnce()
    unmount()
    render(
      <DiagramView drawn={drawn} source={source} theme="dark" label="x" name="x" onFail={onFullSize} close="Close" />,
    )
    expect(screen.queryByRole('button', { name: 'Show in full size' })).toBeNull()
  })
})

describe('a placed diagram', () => {
  it('has ids of its own each time, and its words stay what they are', () => {
    const { container } = show()
    const second = show()
    const ids = [container, second.container].map((each) => each.querySelector('svg')?.id)
    expect(new Set(ids).size).toBe(2)
    expect(container.querySelector('style')?.textContent).toBe(`#${ids[0]} .a{fill:red}`)
    expect(container.querySelector('text')?.textContent).toBe('diagram-7.example.com')
  })

  it('is a failure when the drawing is not well-formed', () => {
    const { onFail } = show({ drawn: { id: 'x', svgText: '<svg' } })
    expect(onFail).toHaveBeenCalled()
  })
})
