import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { SearchBox } from '@/components/session/search-box'
import { renderScreen } from '../render-screen'

const field = () => screen.getByRole('searchbox', { name: 'Search aliases' })

describe('SearchBox', () => {
  it('is reached by / and puts the words into the URL while one types', async () => {
    const { searches } = renderScreen(<SearchBox />)
    await userEvent.keyboard('/')
    await vi.waitFor(() => expect(document.activeElement).toBe(field()))
    await userEvent.keyboard('redis eu')
    await vi.waitFor(() => expect(searches.at(-1)).toBe('?q=redis+eu'))
    expect(field()).toHaveProperty('value', 'redis eu')
  })

  it('shows the words of a link that was sent, and Esc clears them', async () => {
    const { searches } = renderScreen(<SearchBox />, { search: '?q=stripe' })
    expect(field()).toHaveProperty('value', 'stripe')
    await userEvent.click(field())
    await userEvent.keyboard('{Escape}')
    await vi.waitFor(() => expect(searches.at(-1)).toBe(''))
    await userEvent.keyboard('{Escape}')
    expect(document.activeElement).not.toBe(field())
  })

  it('goes to the inventory from elsewhere when ↵ is pressed, with the words encoded', async () => {
    const went: string[] = []
    renderScreen(<SearchBox />, { path: '/switches', onNavigate: (href) => went.push(href) })
    await userEvent.type(field(), 'a&b #1{Enter}')
    expect(went).toEqual(['/?q=a%26b%20%231'])
  })
})
