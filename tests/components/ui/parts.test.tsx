import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { Button } from '@/components/ui/button'
import { LaneArm } from '@/components/ui/lane-arm'
import { MiniChain } from '@/components/ui/mini-chain'
import { Owner } from '@/components/ui/owner'
import { SeverityGlyph } from '@/components/ui/severity-glyph'
import { Sheet } from '@/components/ui/sheet'
import { severities } from '@/lib/domain/resolution/severity'
import { renderScreen } from '../render-screen'

describe('SeverityGlyph', () => {
  it.each(severities)('says %s to those who cannot see its shape', (severity) => {
    renderScreen(<SeverityGlyph severity={severity} />)
    expect(screen.getByRole('img', { name: severity })).toBeTruthy()
  })

  it('has another shape for each severity, so that colour is never alone', () => {
    const shapes = severities.map((severity) => renderScreen(<SeverityGlyph severity={severity} />).container.innerHTML)
    expect(new Set(shapes.map((shape) => shape.replaceAll(/class="[^"]*"|aria-label="[^"]*"/g, ''))).size).toBe(5)
  })
})

describe('LaneArm', () => {
  it('says its colour and whether it is live', () => {
    renderScreen(<LaneArm colour="green" live />)
    expect(screen.getByRole('img', { name: 'green, live' }).textContent).toBe('green')
  })
})

describe('MiniChain', () => {
  const dots = (chain: string[], brokenAt: string | null = null) => {
    const { container } = renderScreen(
      <MiniChain chain={chain} brokenAt={brokenAt} severity={brokenAt === null ? 'ok' : 'critical'} />,
    )
    const ends = container.querySelectorAll('circle').length
    return { circles: ends, text: container.textContent }
  }

  it('draws a node per owner name, the last as a ring', () => {
    expect(dots(['a']).circles).toBe(1)
    expect(dots(['a', 'b', 'c']).circles).toBe(3)
  })

  it('packs five names and more into three dots, a number and the end', () => {
    expect(dots(['a', 'b', 'c', 'd', 'e', 'f', 'g'])).toEqual({ circles: 4, text: '+3' })
  })

  it('ends in a cross where it is broken, with nothing after it', () => {
    expect(dots(['a', 'b'], 'b').circles).toBe(1)
  })

  it('counts the name that broke even when the chain does not hold it yet', () => {
    expect(dots(['a'], 'b').circles).toBe(1)
  })
})

describe('Owner', () => {
  it('says unowned in words', () => {
    renderScreen(<Owner owner={null} />)
    expect(screen.getByText('unowned')).toBeTruthy()
  })

  it('names the owner and the evidence in short', () => {
    renderScreen(<Owner owner={{ value: 'payments', source: 'namespace a8r.io/owner' }} />)
    expect(screen.getByTitle('payments, from namespace a8r.io/owner').textContent).toBe('paymentsnamespace')
  })
})

describe('Button', () => {
  it('does nothing while unavailable, yet can be found and read', async () => {
    const onClick = vi.fn()
    renderScreen(
      <Button unavailable onClick={onClick}>
        Switch to green
      </Button>,
    )
    const button = screen.getByRole('button', { name: 'Switch to green' })
    await userEvent.click(button)
    expect(onClick).not.toHaveBeenCalled()
    expect(button.getAttribute('aria-disabled')).toBe('true')
    expect(document.activeElement).toBe(button)
  })
})

describe('Sheet', () => {
  it('takes focus, closes on Esc and gives focus back', async () => {
    renderScreen(<OpensSheet />)
    const opener = screen.getByRole('button', { name: 'Open' })
    await userEvent.click(opener)
    const sheet = await screen.findByRole('dialog', { name: 'Switch api' })
    await vi.waitFor(() => expect(sheet.contains(document.activeElement)).toBe(true))
    await userEvent.keyboard('{Escape}')
    await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await vi.waitFor(() => expect(document.activeElement).toBe(opener))
  })
})

function OpensSheet() {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>Open</Button>
      <Sheet open={isOpen} onOpenChange={setOpen} title="Switch api">
        <Button>Apply</Button>
      </Sheet>
    </>
  )
}
