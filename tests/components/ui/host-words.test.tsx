import { render } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { HostWords } from '@/components/ui/host-words'

describe('HostWords', () => {
  it('sets each host that is named in mono, the longest where one ends with another', () => {
    const { container } = render(
      <HostWords text="a.example.com leads to b.a.example.com." hosts={['a.example.com', '', 'b.a.example.com']} />,
    )
    expect([...container.querySelectorAll('span')].map((part) => part.textContent)).toEqual([
      'a.example.com',
      'b.a.example.com',
    ])
    expect(container.textContent).toBe('a.example.com leads to b.a.example.com.')
  })

  it('shows what would hide or reorder', () => {
    const { container } = render(<HostWords text={'x\u202ey is gone'} hosts={['x\u202ey']} />)
    expect(container.textContent).toBe('x\\u{202e}y is gone')
  })
})
