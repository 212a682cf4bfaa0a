import { render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { Diagram } from '@/components/diagram/diagram'

describe('Diagram', () => {
  it('has the sentence as its name and the words beside it', () => {
    render(
      <Diagram source={'flowchart LR\nn0["a"]\n'} label="erp leads to a.example.com" name="erp">
        <p>in words</p>
      </Diagram>,
    )
    expect(screen.getByRole('img', { name: 'erp leads to a.example.com' })).toBeTruthy()
    expect(screen.getByText('in words')).toBeTruthy()
  })

  it('shows the words in place of a picture that cannot be drawn', async () => {
    render(
      <Diagram source="flowchart LR nonsense [[[" label="broken" name="broken">
        <p>in words</p>
      </Diagram>,
    )
    expect(await screen.findByText(/could not be drawn/, {}, { timeout: 10_000 })).toBeTruthy()
    expect(screen.getByText('in words').closest('.sr-only')).toBeNull()
  }, 15_000)
})
