import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { Shell } from '@/components/session/shell'
import { sessionQuery, summaryQuery } from '@/lib/client/queries'
import { makeQueryClient } from '@/lib/client/query-client'
import type { ServicesPage } from '@/lib/contract/services'
import { makeDependenciesPage, makeDependency } from '../../lib/client/dependencies'
import { makeBrokenRow, makeFacets, makePage, makeRow } from '../../lib/client/rows'
import { type Answer, startConsoleServer } from '../console-server'
import { renderScreen } from '../render-screen'

const cache = makeBrokenRow({ name: 'session-cache', namespace: 'checkout', target: 'redis.cache.example.com' })
const price = makeRow({ name: 'price-cache', namespace: 'catalog', target: 'prices.cache.example.com' })

interface Shown {
  page?: Partial<ServicesPage>
  /** Answers to words wait until they are given. */
  isHeld?: boolean
}

async function show({ page = {}, isHeld = false }: Shown = {}) {
  const answers = new Map<string, (answer: Answer) => void>()
  const calls = await startConsoleServer({
    'GET /services': ({ query }) =>
      isHeld
        ? new Promise<Answer>((resolve) => answers.set(query.get('q') ?? '', resolve))
        : { body: makePage([cache, price], { total: 9, ...page }) },
    'GET /dependencies': () => ({
      body: makeDependenciesPage([makeDependency({ host: 'redis.cache.example.com', aliases: 2 })]),
    }),
    'POST /services/prod/checkout/session-cache/resolution': () => ({ status: 503, body: {} }),
  })
  const queryClient = makeQueryClient()
  const facets = makeFacets({ owner: { 'cache-team': 6, '=odd': 1, none: 2 }, namespace: { cachet: 3 } })
  queryClient.setQueryData(summaryQuery().queryKey, makePage([], { total: 312, facets }))
  queryClient.setQueryData(sessionQuery().queryKey, {
    identity: { user: 'ada', groups: [], mode: 'loopback' },
    can: {},
    readOnly: false,
    confirm: 'when-needed' as const,
  })
  const went: string[] = []
  renderScreen(<Shell version="1.2.3">content</Shell>, { queryClient, onNavigate: (href) => went.push(href) })
  const asked = () => calls.flatMap(({ path, query }) => (path === '/services' ? [query.get('q') ?? ''] : []))
  const answer = (words: string, found: ServicesPage) => answers.get(words)?.({ body: found })
  return { went, asked, answer }
}

const field = () => screen.getByRole<HTMLInputElement>('combobox', { name: 'Search aliases, hosts and actions' })
const option = (name: RegExp | string) => screen.findByRole('option', { name })

describe('the palette', () => {
  it('opens at once by / and loses no key that follows', async () => {
    await show()
    await userEvent.keyboard('/')
    expect(document.activeElement).toBe(field())
    await userEvent.keyboard('cache')
    expect(field().value).toBe('cache')
  })

  it('opens by Ctrl K from a field and with single keys turned off', async () => {
    localStorage.setItem('signpost-shortcuts', 'off')
    await show()
    await userEvent.keyboard('/')
    expect(screen.queryByRole('combobox')).toBeNull()
    await userEvent.keyboard('{Control>}k{/Control}')
    expect(document.activeElement).toBe(field())
  })

  it('asks at the first key, keeps what it found until an answer comes, and takes only the answer to the last key', async () => {
    const { asked, answer } = await show({ isHeld: true })
    await userEvent.keyboard('/')
    await vi.waitFor(() => expect(asked()).toEqual(['']), 10_000)
    answer('', makePage([cache], { total: 312 }))
    await option(/session-cache/)
    await userEvent.keyboard('p')
    await vi.waitFor(() => expect(asked()).toEqual(['', 'p']))
    await option(/session-cache/)
    await userEvent.keyboard('r')
    await vi.waitFor(() => expect(asked()).toEqual(['', 'p', 'pr']))
    answer('pr', makePage([price], { total: 1 }))
    await option(/price-cache/)
    answer('p', makePage([makeRow({ name: 'late' })], { total: 2 }))
    await vi.waitFor(() => expect(screen.getByText('1 of 312 aliases')).toBeTruthy())
    expect(screen.queryByRole('option', { name: /late/ })).toBeNull()
  })

  it('finds aliases, hosts and filters, and says how many', async () => {
    await show()
    await userEvent.keyboard('/cache')
    await option(/session-cache.*checkout/)
    await vi.waitFor(() => expect(screen.getByText('9 of 312 aliases')).toBeTruthy())
    await option(/redis\.cache\.example\.com.*AWS RDS.*2 aliases/)
    await option(/anything contains cache\s*9 aliases/)
    await option(/owner is cache-team\s*6 aliases/)
  })

  it('opens the active one by ↵, which arrows choose', async () => {
    const { went } = await show()
    await userEvent.keyboard('/cache')
    const first = await option(/session-cache/)
    await vi.waitFor(() => expect(field().getAttribute('aria-activedescendant')).toBe(first.id))
    await userEvent.keyboard('{ArrowDown}{Enter}')
    expect(went).toEqual(['/services/prod/catalog/price-cache'])
    expect(screen.queryByRole('combobox')).toBeNull()
  })

  it('opens a host where it says who depends on it', async () => {
    const { went } = await show()
    await userEvent.keyboard('/health.aws')
    await userEvent.click(await option(/redis\.cache\.example\.com/))
    expect(went).toEqual(['/dependencies/redis.cache.example.com'])
  })

  it('does something with the alias that was pointed at: Tab leads there, and stays there when hosts come later', async () => {
    const { went } = await show()
    await userEvent.keyboard('/cache')
    await option(/session-cache/)
    await userEvent.keyboard('{ArrowDown}{Tab}')
    expect(
      within(screen.getByRole('group', { name: 'Do' })).getByRole('option', { selected: true }).textContent,
    ).toContain('Show resolution')
    await option(/redis\.cache\.example\.com.*2 aliases/)
    await userEvent.keyboard('{Enter}')
    expect(went).toEqual(['/services/prod/catalog/price-cache?tab=resolution'])
  })

  it('narrows the inventory to an owner by @, whatever the name', async () => {
    const { went } = await show()
    await userEvent.keyboard('/@odd')
    await option(/owner is =odd/)
    await userEvent.keyboard('{Enter}')
    expect(went).toEqual(['/?owner=%3D%3Dodd'])
  })

  it('lists what the console can do by >', async () => {
    await show()
    await userEvent.keyboard('/>dark')
    await userEvent.click(await option('Dark theme'))
    expect(document.documentElement.dataset.theme).toBe('dark')
  })

  it('shows hostile names as text', async () => {
    await show({ page: { items: [makeRow({ name: '<img src=x onerror=alert(1)>', namespace: '\u202eevil' })] } })
    await userEvent.keyboard('/img')
    await option(/<img src=x onerror=alert\(1\)>.*\\u\{202e\}evil/)
    expect(document.querySelector('img')).toBeNull()
  })

  it('says so when nothing has the words', async () => {
    await show({ page: { items: [], total: 0 } })
    await userEvent.keyboard('/@nobody-at-all')
    expect(await screen.findByText('Nothing has these words.')).toBeTruthy()
  })

  it('keeps the view under a name, finds it by its words, and forgets it', async () => {
    window.localStorage.clear()
    window.history.replaceState(null, '', '/?owner=none&by=host')
    const { went } = await show()
    await userEvent.keyboard('/')
    await userEvent.keyboard('>save')
    await userEvent.click(await option('Save this view…'))
    expect(field().value).toBe('>save ')
    await userEvent.keyboard('Nobody’s')
    await userEvent.click(await option('Save this view as “Nobody’s”'))
    expect(screen.queryByRole('combobox', { name: /Search aliases/ })).toBeNull()
    await userEvent.keyboard('/')
    await userEvent.keyboard('nobody')
    await userEvent.click(await option('Nobody’s'))
    expect(went).toEqual(['/?owner=none&by=host'])
    await userEvent.keyboard('/')
    await userEvent.keyboard('>forget')
    await userEvent.click(await option('Forget the view “Nobody’s”'))
    await userEvent.keyboard('/')
    await userEvent.keyboard('nobody')
    await option(/anything contains/)
    expect(screen.queryByRole('option', { name: 'Nobody’s' })).toBeNull()
  })
})
