import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { MigrationsScreen } from '@/components/migration/migrations-screen'
import type { MigrationsPage } from '@/lib/contract/migrations'
import { type Answer, problem, startConsoleServer } from '../console-server'
import { renderScreen } from '../render-screen'
import { makeSummary } from './migrations'

async function show(answer: Answer, search = '') {
  const calls = await startConsoleServer({ 'GET /migrations': () => answer })
  const { searches } = renderScreen(<MigrationsScreen />, { search, path: '/migrations' })
  return { user: userEvent.setup(), searches, calls }
}

const page = (...items: MigrationsPage['items']): MigrationsPage => ({
  items,
  total: items.length,
  offset: 0,
  partial: [],
})
const other = makeSummary({
  ...{ id: '44444444-4444-4444-8444-444444444444', pattern: 'blue-green', changes: 2, aliases: 3 },
  service: { cluster: 'prod', namespace: 'shops', name: 'api' },
})
const rows = () => within(screen.getByRole('list', { name: 'Migrations' })).getAllByRole('listitem')

describe('the list of migrations', () => {
  it('shows the open ones with their phase, what is in force and who began them, each as a link', async () => {
    const { calls } = await show({ body: page(makeSummary(), other) })
    const link = await screen.findByRole('link', { name: /AWS RDS to Neon Postgres/ })
    expect(link.textContent).toContain('2 of 6 · Mark the alias as the source')
    expect(link.textContent).toContain('ada')
    expect(link.getAttribute('href')).toBe('/migrations/prod/checkout/orders-db/22222222-2222-4222-8222-222222222222')
    expect(screen.getByRole('link', { name: /Blue and green for api/ })).toBeDefined()
    expect(calls.filter((call) => call.path === '/migrations')[0]?.query.getAll('state')).toEqual(['open'])
  })

  it('says of each how its gate stands and what it waits for', async () => {
    const gates = { met: 3, open: 2, unknown: 1 }
    const next = { kind: 'attest' as const, title: 'The new side is a second behind', left: 2, until: null }
    await show({ body: page(makeSummary({ gates, next })) })
    const row = await screen.findByRole('link', { name: /AWS RDS to Neon Postgres/ })
    expect(row.textContent).toContain('3 met, 2 open, 1 unknown')
    expect(row.textContent).toContain('2 to vouch for, first: The new side is a second behind')
  })

  it('names what moves within one provider by the alias', async () => {
    const goal = 'other.abc.eu-central-1.rds.amazonaws.com'
    await show({ body: page(makeSummary({ goal })) })
    expect(await screen.findByRole('link', { name: /^orders-db to another AWS RDS/ })).toBeDefined()
  })

  it('narrows by namespace and pattern, which are in the address, and leads out of a filter that leaves none', async () => {
    const { user, searches } = await show({ body: page(makeSummary(), other) })
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Namespace' }), 'shops')
    expect(rows()).toHaveLength(1)
    await user.selectOptions(screen.getByRole('combobox', { name: 'Pattern' }), 'retarget-many')
    expect(await screen.findByRole('heading', { name: 'No migration matches' })).toBeDefined()
    expect(searches.at(-1)).toBe('?namespace=shops&pattern=retarget-many')
    await user.click(screen.getByRole('button', { name: 'Show all of them' }))
    expect(rows()).toHaveLength(2)
  })

  it('asks for the ended ones when they are wanted', async () => {
    const { user, calls } = await show({ body: page() })
    await user.click(await screen.findByRole('button', { name: 'Finished' }))
    await waitFor(() => expect(calls.at(-1)?.query.getAll('state')).toEqual(['finished']))
    expect(await screen.findByRole('heading', { name: 'No migration was finished' })).toBeDefined()
  })

  it('says what a migration is where there is none, and leads to the first', async () => {
    await show({ body: page() })
    expect(await screen.findByRole('heading', { name: 'No migration is open' })).toBeDefined()
    expect(screen.getByRole('link', { name: 'Begin one…' }).getAttribute('href')).toBe('/migrations/new')
  })

  it('says which clusters are not all here, and why', async () => {
    await show({ body: { ...page(makeSummary()), partial: [{ cluster: 'edge', why: 'its records are still read' }] } })
    expect(await screen.findByText('Not every migration of edge is here.')).toBeDefined()
  })

  it('says why it could not be read', async () => {
    await show({ status: 403, body: problem(403, 'forbidden', 'ada may not list services.') })
    expect((await screen.findByRole('alert')).textContent).toBe('ada may not list services.')
  })
})
