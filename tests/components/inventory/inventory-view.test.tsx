import { notifyManager } from '@tanstack/react-query'
import { act, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { InventoryView } from '@/components/inventory/inventory-view'
import { type ServicesFilters, servicesListQuery, sessionQuery, summaryQuery } from '@/lib/client/queries'
import { makeQueryClient } from '@/lib/client/query-client'
import type { Row } from '@/lib/contract/row'
import type { ServicesPage } from '@/lib/contract/services'
import { makeBrokenRow, makeFacets, makePage, makeRow } from '../../lib/client/rows'
import { renderScreen } from '../render-screen'

// Answers reach the screen within the act that brings them.
notifyManager.setScheduler(queueMicrotask)

interface Shown {
  rows?: Row[]
  page?: Partial<ServicesPage>
  filters?: Partial<ServicesFilters>
  search?: string
  problem?: string | null
}

/** The inventory with an answer for the given filters; answers for others are asked of a server that never answers. */
function show({ rows = [], page = {}, filters = {}, search = '', problem = null }: Shown = {}) {
  vi.spyOn(globalThis, 'fetch').mockReturnValue(new Promise(() => undefined))
  const queryClient = makeQueryClient()
  const list = servicesListQuery({ sort: 'severity', ...filters })
  queryClient.setQueryData(list.queryKey, makePage(rows, page))
  queryClient.setQueryData(summaryQuery().queryKey, makePage(rows, { total: 148 }))
  queryClient.setQueryData(sessionQuery().queryKey, {
    identity: { user: 'ada', groups: [], mode: 'loopback' },
    can: {},
    readOnly: false,
  })
  const rendered = renderScreen(<InventoryView problem={problem} />, { search, queryClient })
  const update = (next: Row[], change: Partial<ServicesPage> = {}) =>
    act(async () => {
      queryClient.setQueryData(list.queryKey, makePage(next, change))
    })
  const names = () =>
    within(screen.getByRole('table', { name: 'Aliases' }))
      .getAllByRole('link')
      .map((link) => link.textContent)
  return { ...rendered, update, names }
}

describe('the rows', () => {
  it('lead to their alias and say where it leads', () => {
    show({ rows: [makeRow({ addresses: ['10.0.0.1', '10.0.0.2'] })] })
    const row = screen.getByRole('row', { name: /orders-db/ })
    expect(within(row).getByRole('link').getAttribute('href')).toBe('/services/prod/orders/orders-db')
    expect(within(row).getByText('10.0.0.1').textContent).toBe('10.0.0.1 +1')
    expect(within(row).getByRole('img', { name: 'ok' })).toBeTruthy()
  })

  it('say the verdict in words when it is not ok', () => {
    show({ rows: [makeBrokenRow()] })
    expect(screen.getByText('NXDOMAIN, no such name').title).toBe('The name does not exist.')
  })

  it('tell assistive technology how many there are and which these are', () => {
    show({ rows: [makeRow()], page: { total: 5000 } })
    expect(screen.getByRole('table', { name: 'Aliases' }).getAttribute('aria-rowcount')).toBe('5001')
    expect(screen.getByRole('row', { name: /orders-db/ }).getAttribute('aria-rowindex')).toBe('2')
  })

  it('exist only near the screen', () => {
    show({ rows: Array.from({ length: 200 }, (_, index) => makeRow({ name: `a-${index}` })), page: { total: 9000 } })
    expect(screen.getAllByRole('row').length).toBeLessThan(60)
  })

  it('show hostile names, targets and owners as text', () => {
    const { container } = show({
      rows: [
        makeBrokenRow({
          name: '<script>alert(1)</script>',
          namespace: '"];click',
          target: '<img src=x onerror=alert(1)>',
          owner: { value: '\u202eevil', source: 'javascript:alert(1)' },
          environment: '%%{init: {}}%%',
          verdict: { code: 'INVALID_NAME', severity: 'critical', summary: '<b>bad</b>', notes: [] },
        }),
      ],
    })
    expect(container.querySelector('script, img:not([role]), b b')).toBeNull()
    expect(screen.getByText('<img src=x onerror=alert(1)>')).toBeTruthy()
    expect(screen.getByText('\\u{202e}evil')).toBeTruthy()
    expect(container.querySelector('a[href^="javascript"]')).toBeNull()
  })

  it('mark the live lane of a group that the list shows', () => {
    const group = (role: 'active' | 'blue' | 'green') => ({ name: 'api', role })
    show({
      rows: [
        makeRow({ name: 'api', target: 'g.example.com', group: group('active') }),
        makeRow({ name: 'api-blue', target: 'b.example.com', group: group('blue') }),
        makeRow({ name: 'api-green', target: 'g.example.com', group: group('green') }),
      ],
    })
    const marks = screen.getAllByRole('img').map((mark) => mark.getAttribute('aria-label'))
    expect(marks.filter((mark) => mark !== 'ok')).toEqual(['green is live', 'blue, standby', 'green, live'])
  })
})

describe('filters', () => {
  it('are tokens that can be taken away, and the URL follows', async () => {
    const { searches } = show({
      rows: [makeRow()],
      search: '?namespace=orders&namespace=cart&severity=ok',
      filters: { namespace: ['orders', 'cart'], severity: ['ok'] },
    })
    await userEvent.click(screen.getByRole('button', { name: 'Remove filter namespace is orders, cart' }))
    await vi.waitFor(() => expect(searches.at(-1)).toBe('?severity=ok'))
  })

  it('are set by the counts, which say how many they would leave', async () => {
    const facets = makeFacets({ severity: { critical: 3 }, owner: { none: 2, orders: 5 } })
    const { searches } = show({ rows: [makeRow()], page: { facets } })
    expect(screen.getByRole('button', { name: /2\s*unowned/ }).getAttribute('aria-pressed')).toBe('false')
    await userEvent.click(screen.getByRole('button', { name: /3\s*critical/ }))
    await vi.waitFor(() => expect(searches.at(-1)).toBe('?severity=critical'))
    expect(screen.getByRole('button', { name: /critical/, pressed: true })).toBeTruthy()
  })

  it('are offered with the values that occur and their counts', async () => {
    const facets = makeFacets({ namespace: { orders: 4, '<b>': 1 } })
    const { searches } = show({ rows: [makeRow()], page: { facets } })
    await userEvent.keyboard('f')
    await userEvent.click(await screen.findByRole('menuitem', { name: 'namespace' }))
    await userEvent.click(await screen.findByRole('menuitemcheckbox', { name: /orders\s*4/ }))
    await vi.waitFor(() => expect(searches.at(-1)).toBe('?namespace=orders'))
    expect(screen.getByRole('menuitemcheckbox', { name: /<b>\s*1/ })).toBeTruthy()
  })

  it('that are not valid are left out', () => {
    const { names } = show({ rows: [makeRow()], search: '?severity=purple&sort=colour&nothing=1' })
    expect(names()).toEqual(['orders-db'])
  })

  it('say the order in the header that was pressed', async () => {
    const { searches } = show({ rows: [makeRow()] })
    await userEvent.click(screen.getByRole('button', { name: 'Owner' }))
    await vi.waitFor(() => expect(searches.at(-1)).toBe('?sort=owner'))
    expect(screen.getByRole('columnheader', { name: 'Owner' }).getAttribute('aria-sort')).toBe('ascending')
    await userEvent.click(screen.getByRole('button', { name: 'Owner' }))
    await vi.waitFor(() => expect(searches.at(-1)).toBe('?sort=-owner'))
  })
})

describe('live', () => {
  const [a, b, c] = [makeRow({ name: 'a' }), makeRow({ name: 'b' }), makeRow({ name: 'c' })]

  it('shows rows that come at once while nobody is among them', async () => {
    const { update, names } = show({ rows: [a, b] })
    await update([c, a, b])
    expect(names()).toEqual(['c', 'a', 'b'])
  })

  it('moves nothing under the pointer, but changes values in place, until told to', async () => {
    const { update, names } = show({ rows: [a, b] })
    await userEvent.hover(screen.getByRole('row', { name: /^ok a/ }))
    await update([makeBrokenRow({ name: 'b' }), c, a])
    expect(names()).toEqual(['a', 'b'])
    expect(screen.getByRole('row', { name: /^critical b/ })).toBeTruthy()
    expect(screen.getByRole('button', { name: /2 updates/ })).toBeTruthy()
    await userEvent.keyboard('.')
    expect(names()).toEqual(['b', 'c', 'a'])
    expect(screen.queryByRole('button', { name: /updates/ })).toBeNull()
  })

  it('applies what waited when the pointer leaves', async () => {
    const { update, names } = show({ rows: [a, b] })
    const user = userEvent.setup()
    const row = screen.getByRole('row', { name: /^ok a/ })
    await user.hover(row)
    await update([b])
    expect(names()).toEqual(['a', 'b'])
    await user.hover(screen.getByRole('region', { name: 'Counts' }))
    expect(names()).toEqual(['b'])
  })
})

describe('the keyboard', () => {
  it('moves with j and k from the first row, and never past an end', async () => {
    show({ rows: [makeRow({ name: 'a' }), makeRow({ name: 'b' })] })
    const focused = (name: string) => vi.waitFor(() => expect(document.activeElement?.textContent).toBe(name))
    await userEvent.keyboard('j')
    await focused('a')
    await userEvent.keyboard('jj')
    await focused('b')
    await userEvent.keyboard('k')
    await focused('a')
    expect(screen.getByRole('link', { name: 'a' }).tabIndex).toBe(0)
    expect(screen.getByRole('link', { name: 'b' }).tabIndex).toBe(-1)
  })

  it('can be turned off', async () => {
    localStorage.setItem('signpost-shortcuts', 'off')
    show({ rows: [makeRow({ name: 'a' })] })
    await userEvent.keyboard('j')
    expect(document.activeElement).toBe(document.body)
  })
})

describe('when there is nothing', () => {
  it('says which filters leave nothing, and takes them away', async () => {
    const { searches } = show({
      search: '?q=heroku&owner=none',
      filters: { q: 'heroku', owner: ['none'] },
    })
    expect(screen.getByRole('heading', { name: 'No alias matches' })).toBeTruthy()
    expect(screen.getByText(/148 do without “heroku” and “owner is nobody”/)).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Remove all filters' }))
    await vi.waitFor(() => expect(searches.at(-1)).toBe(''))
  })

  it('says that the cluster has none that the viewer may list', () => {
    show()
    expect(screen.getByText(/prod has no Service of type ExternalName that/).textContent).toContain('ada may list')
  })

  it('says why there is no cluster', () => {
    show({ page: { clusters: [] }, problem: 'No file at /home/ada/.kube/config.' })
    expect(screen.getByRole('heading', { name: 'No cluster to show' })).toBeTruthy()
    expect(screen.getByText(/No file at \/home\/ada\/\.kube\/config\./)).toBeTruthy()
  })

  it('keeps the rows of a stale cluster and says since when and why', () => {
    const clusters = [
      {
        name: 'prod',
        label: 'prod',
        state: 'stale' as const,
        since: '2026-11-23T14:04:00Z',
        why: 'It refuses connections.',
      },
    ]
    const { names } = show({ rows: [makeRow()], page: { clusters } })
    expect(names()).toEqual(['orders-db'])
    const [banner] = screen.getAllByRole('status').filter((status) => status.textContent?.includes('stale'))
    expect(banner?.textContent).toMatch(/prod is stale since \d\d:\d\d.*It refuses connections\./)
  })

  it('names the verb and resource when the watch is denied', () => {
    const clusters = [{ name: 'prod', label: 'prod', state: 'denied' as const, why: 'It needs verb list on services.' }]
    show({ rows: [], page: { clusters } })
    expect(screen.getByText(/It needs verb list on services\./)).toBeTruthy()
  })
})
