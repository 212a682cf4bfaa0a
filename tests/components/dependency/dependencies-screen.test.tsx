import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { DependenciesScreen } from '@/components/dependency/dependencies-screen'
import { dependenciesQuery } from '@/lib/client/dependency-queries'
import { summaryQuery } from '@/lib/client/queries'
import { makeQueryClient } from '@/lib/client/query-client'
import type { DependenciesPage } from '@/lib/contract/dependencies'
import type { ClusterStatus } from '@/lib/contract/services'
import { makeBrokenDependency, makeDependenciesPage, makeDependency } from '../../lib/client/dependencies'
import { itsDomain, makePage } from '../../lib/client/rows'
import { type Answer, startConsoleServer } from '../console-server'
import { renderScreen } from '../render-screen'

const broken = makeBrokenDependency({ host: 'api.partner.example.com', provider: null, service: null, category: null })
const facets: DependenciesPage['facets'] = {
  severity: { critical: 1, ok: 1 },
  provider: { 'AWS RDS': 1, none: 1 },
  category: { database: 1, none: 1 },
  owner: { 'orders-team': 2 },
  environment: { production: 2 },
}

interface Shown {
  search?: string
  answer?: () => Answer
  clusters?: ClusterStatus[]
}

async function show({ search = '', answer, clusters }: Shown = {}) {
  const page = makeDependenciesPage([broken, makeDependency()], { facets })
  const calls = await startConsoleServer({ 'GET /dependencies': answer ?? (() => ({ body: page })) })
  const queryClient = makeQueryClient()
  if (search === '' && answer === undefined)
    queryClient.setQueryData(dependenciesQuery({ sort: 'severity' }).queryKey, page)
  queryClient.setQueryData(summaryQuery().queryKey, makePage([], clusters && { clusters }))
  const { searches } = renderScreen(<DependenciesScreen />, { path: '/dependencies', search, queryClient })
  return { user: userEvent.setup(), calls, searches }
}

const row = (name: RegExp) => screen.findByRole('row', { name })

describe('the list of hosts', () => {
  it('says of each host who depends on it and how it stands', async () => {
    await show()
    const rds = await row(/orders\.abc123/)
    expect(rds.textContent).toMatch(/AWS RDS.*2.*orders-team.*production.*Resolves.*203\.0\.113\.7/)
    expect((await row(/api\.partner/)).textContent).toMatch(/NXDOMAIN, no such name.*none/)
  })

  it('is not said to be empty while no cluster may be read', async () => {
    const nothing = makeDependenciesPage([])
    await show({
      answer: () => ({ body: nothing }),
      clusters: [{ ...itsDomain, name: 'prod', label: 'prod', state: 'denied' }],
    })
    expect(await screen.findByRole('heading', { name: 'Signpost may not list Services in prod' })).toBeTruthy()
    expect(screen.queryByText('0 hosts')).toBeNull()
  })

  it('leads from each host to its page', async () => {
    await show()
    const link = within(await row(/api\.partner/)).getByRole('link')
    expect(link.getAttribute('href')).toBe('/dependencies/api.partner.example.com')
  })

  it('is walked through by j and k', async () => {
    const { user } = await show()
    await row(/api\.partner/)
    await user.keyboard('j')
    await waitFor(() => expect(document.activeElement?.textContent).toBe('api.partner.example.com'))
    await user.keyboard('j')
    await waitFor(() => expect(document.activeElement?.textContent).toContain('orders.abc123'))
    await user.keyboard('k')
    await waitFor(() => expect(document.activeElement?.textContent).toBe('api.partner.example.com'))
  })

  it('orders by its headers, and a second press turns the order round', async () => {
    const { user, searches } = await show()
    await row(/api\.partner/)
    await user.click(screen.getByRole('button', { name: 'Aliases' }))
    await waitFor(() => expect(searches.at(-1)).toBe('?sort=-aliases'))
    await user.click(await screen.findByRole('button', { name: 'Aliases' }))
    await waitFor(() => expect(searches.at(-1)).toBe('?sort=aliases'))
    expect(screen.getByRole('columnheader', { name: 'Aliases' }).getAttribute('aria-sort')).toBe('ascending')
  })

  it('reads its filters from the URL, turns them and lets them go', async () => {
    const { user, searches } = await show({ search: '?owner=orders-team&provider=!none' })
    await row(/api\.partner/)
    await user.click(screen.getByRole('button', { name: 'owner is orders-team: change to is not' }))
    await waitFor(() => expect(searches.at(-1)).toBe('?provider=!none&owner=!orders-team'))
    await user.click(screen.getByRole('button', { name: 'Remove filter provider is not none' }))
    await waitFor(() => expect(searches.at(-1)).toBe('?owner=!orders-team'))
  })

  it('offers the values that occur with how many hosts each would give', async () => {
    const { searches } = await show()
    await userEvent.keyboard('f')
    await userEvent.click(await screen.findByRole('menuitem', { name: 'category' }))
    await userEvent.click(await screen.findByRole('menuitemcheckbox', { name: /database\s*1/ }))
    await waitFor(() => expect(searches.at(-1)).toBe('?category=database'))
  })

  it('says so when no host matches, and gives the way back', async () => {
    const { user, searches } = await show({
      search: '?category=cdn',
      answer: () => ({ body: makeDependenciesPage([]) }),
    })
    expect(await screen.findByText('No host matches')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Remove all filters' }))
    await waitFor(() => expect(searches.at(-1)).toBe(''))
  })

  it('shows hostile names as text', async () => {
    const teams = { first: ['<img src=x onerror=alert(1)>'], total: 1 }
    await show({ answer: () => ({ body: makeDependenciesPage([makeDependency({ teams })]) }) })
    expect((await row(/orders\.abc123/)).textContent).toContain('<img src=x')
    expect(document.querySelector('img')).toBeNull()
  })
})
