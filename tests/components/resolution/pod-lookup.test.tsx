import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { PodLookup } from '@/components/resolution/pod-lookup'
import type { PodLookupView } from '@/lib/contract/pod-lookup'
import { startConsoleServer } from '../console-server'
import { renderScreen } from '../render-screen'

const service = { cluster: 'prod', namespace: 'shop', name: 'db' }
const said = (outcome: 'found' | 'no-name', words: string) => ({
  A: { outcome, said: words },
  AAAA: { outcome, said: words },
})

function lookup(change: Partial<PodLookupView> = {}): PodLookupView {
  return {
    name: 'db.shop',
    namespace: 'web',
    resolver: '10.96.0.10:53',
    libc: 'glibc',
    asked: [
      {
        name: 'db.shop.web.svc.cluster.local',
        domain: 'web.svc.cluster.local',
        outcome: 'no-name',
        replies: said('no-name', 'NXDOMAIN'),
        elapsedMs: 2,
      },
      {
        name: 'db.shop.svc.cluster.local',
        domain: 'svc.cluster.local',
        outcome: 'found',
        replies: said('found', 'NOERROR'),
        elapsedMs: 14,
      },
    ],
    unasked: [{ name: 'db.shop', domain: null }],
    addresses: ['203.0.113.7'],
    problem: null,
    namespaces: ['shop', 'web'],
    ...change,
  }
}

async function show(search: string, answer = lookup()) {
  const calls = await startConsoleServer({ 'GET /services/prod/shop/db/lookup': () => ({ body: answer }) })
  return { ...renderScreen(<PodLookup service={service} />, { search }), calls, user: userEvent.setup() }
}

describe('as a pod sees it', () => {
  it('asks nobody until it is unfolded, then from the alias’ own namespace, and the URL says so', async () => {
    const { calls, user, searches } = await show('')
    expect(calls).toEqual([])
    await user.click(screen.getByRole('button', { name: 'Ask as a pod' }))
    await screen.findByRole('table')
    expect(calls.map(({ query }) => query.get('namespace'))).toEqual(['shop'])
    expect(searches.at(-1)).toContain('from=shop')
    expect(screen.getByRole('button', { name: 'Fold' }).getAttribute('aria-expanded')).toBe('true')
  })

  it('shows the queries one by one with what each came to, what was no longer asked, and what the application gets', async () => {
    await show('?from=web')
    const rows = within(await screen.findByRole('table', { name: 'Queries of the lookup, in order' }))
      .getAllByRole('row')
      .map(({ textContent }) => textContent)
    expect(rows[1]).toContain('db.shop.web.svc.cluster.local')
    expect(rows[1]).toContain('no such name')
    expect(rows[1]).toContain('NXDOMAIN')
    expect(rows[2]).toContain('found')
    expect(rows[2]).toContain('14 ms')
    expect(rows[3]).toContain('not asked any more')
    expect(screen.getByRole('status').textContent).toContain('db.shop in web: 203.0.113.7')
  })

  it('offers the namespaces that use it, and asks from the one that is given', async () => {
    const { calls, user } = await show('?from=web')
    await screen.findByRole('table')
    const field = screen.getByRole('combobox', { name: 'From namespace' })
    expect([...document.querySelectorAll('datalist option')].map((option) => option.getAttribute('value'))).toEqual([
      'shop',
      'web',
    ])
    await user.clear(field)
    await user.type(field, 'shop')
    await user.click(screen.getByRole('button', { name: 'Ask' }))
    await screen.findByRole('table')
    expect(calls.map(({ query }) => query.get('namespace'))).toEqual(['web', 'shop'])
  })

  it('complains about a namespace that is none before it asks anyone', async () => {
    const { calls, user } = await show('?from=web')
    await screen.findByRole('table')
    const field = screen.getByRole('combobox', { name: 'From namespace' })
    await user.clear(field)
    await user.type(field, 'No Namespace')
    await user.click(screen.getByRole('button', { name: 'Ask' }))
    expect((await screen.findByRole('alert')).textContent).toMatch(/^Namespace: /)
    expect(calls).toHaveLength(1)
  })

  it('says why nothing was asked where there is no way to the cluster’s DNS', async () => {
    await show('?from=web', lookup({ resolver: null, asked: [], unasked: [], addresses: [], problem: 'No way there.' }))
    expect(await screen.findByText('No way there.')).toBeTruthy()
    expect(screen.queryByRole('table')).toBeNull()
  })
})
