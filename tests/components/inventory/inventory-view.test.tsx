import { notifyManager } from '@tanstack/react-query'
import { act, fireEvent, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { InventoryView } from '@/components/inventory/inventory-view'
import { type ServicesFilters, servicesListQuery, sessionQuery, summaryQuery } from '@/lib/client/queries'
import { makeQueryClient } from '@/lib/client/query-client'
import type { Row } from '@/lib/contract/row'
import type { RowGroup } from '@/lib/contract/row-group'
import type { ServicesPage } from '@/lib/contract/services'
import { itsDomain, makeBrokenRow, makeFacets, makePage, makeRow } from '../../lib/client/rows'
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
    confirm: 'when-needed' as const,
  })
  const went: string[] = []
  const rendered = renderScreen(<InventoryView problem={problem} />, {
    search,
    queryClient,
    onNavigate: (href) => went.push(href),
  })
  const update = (next: Row[], change: Partial<ServicesPage> = {}) =>
    act(async () => {
      queryClient.setQueryData(list.queryKey, makePage(next, change))
    })
  const names = () =>
    within(screen.getByRole('table', { name: 'Aliases' }))
      .getAllByRole('link')
      .map((link) => link.textContent)
  return { ...rendered, update, names, went }
}

describe('the rows', () => {
  it('lead to their alias and say where it leads', () => {
    show({ rows: [makeRow({ addresses: ['10.0.0.1', '10.0.0.2'] })] })
    const row = screen.getByRole('row', { name: /orders-db/ })
    expect(within(row).getByRole('link').getAttribute('href')).toBe('/services/prod/orders/orders-db')
    expect(within(row).getByText('10.0.0.1').textContent).toBe('10.0.0.1 +1')
    expect(within(row).getByRole('img', { name: 'ok' })).toBeTruthy()
  })

  it('are gone to within the console by a click on them or their link, unless the reader wants a tab of its own', async () => {
    const { went } = show({ rows: [makeRow()] })
    const link = screen.getByRole('link', { name: 'orders-db' })
    const isTakenOver = (keys: MouseEventInit) => !fireEvent.click(link, { cancelable: true, ...keys })
    expect([isTakenOver({ ctrlKey: true }), isTakenOver({ metaKey: true })]).toEqual([false, false])
    expect(went).toEqual([])
    expect(isTakenOver({})).toBe(true)
    fireEvent.click(screen.getByRole('cell', { name: 'orders' }))
    expect(went).toEqual(['/services/prod/orders/orders-db', '/services/prod/orders/orders-db'])
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

  it('turn from is to is not and back at their verb', async () => {
    const { searches } = show({
      rows: [makeRow()],
      search: '?environment=development&environment=!staging',
      filters: { environment: ['development', '!staging'] },
    })
    expect(screen.getByRole('button', { name: 'Remove filter environment is not staging' })).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'environment is development: change to is not' }))
    await vi.waitFor(() => expect(searches.at(-1)).toBe('?environment=!development&environment=!staging'))
  })

  it('are taken away by Backspace, the last one first', async () => {
    const { searches } = show({
      rows: [makeRow()],
      search: '?namespace=orders&owner=none',
      filters: { namespace: ['orders'], owner: ['none'] },
    })
    await userEvent.keyboard('{Backspace}')
    await vi.waitFor(() => expect(searches.at(-1)).toBe('?namespace=orders'))
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

describe('groups', () => {
  const groups: RowGroup[] = [
    {
      value: 'redis.example.com',
      total: 2,
      severity: 'critical',
      severities: { critical: 2 },
      owners: ['cart', 'checkout'],
      ownersTotal: 3,
      lead: {
        chain: ['redis.example.com'],
        brokenAt: 'redis.example.com',
        vantage: 'cluster',
        verdict: { code: 'NXDOMAIN_ORIGIN', severity: 'critical', summary: 'It does not exist.', notes: [] },
        finding: null,
      },
    },
    { value: 'none', total: 1, severity: 'ok', severities: { ok: 1 }, owners: [], ownersTotal: 0, lead: null },
  ]
  const rows = [makeBrokenRow({ name: 'a' }), makeBrokenRow({ name: 'b' }), makeRow({ name: 'c' })]
  const byHost = { rows, page: { groups }, filters: { by: 'host' as const } }

  it('have a header that says where they lead, how many they are and whose', () => {
    const { names } = show({ ...byHost, search: '?by=host' })
    const header = screen.getByRole('row', { name: /redis/ })
    expect(header.textContent).toContain('redis.example.comNXDOMAIN, no such name2 aliasescart, checkout +1')
    expect(screen.getByRole('button', { name: 'no target', expanded: true })).toBeTruthy()
    expect(names()).toEqual(['a', 'b', 'c'])
  })

  it('have a header that says which finding makes them worse than where they lead', () => {
    const lead = {
      chain: ['db.data.svc.cluster.local'],
      brokenAt: null,
      vantage: 'cluster' as const,
      verdict: { code: 'OK' as const, severity: 'ok' as const, summary: 'It resolves.', notes: [] },
      finding: { code: 'NAMESPACE_ALIAS_NO_READY_ENDPOINT', severity: 'critical' as const },
    }
    const value = 'db.data.svc.cluster.local'
    const group: RowGroup = { value, total: 1, severity: 'critical', severities: {}, owners: [], ownersTotal: 0, lead }
    show({ rows: [makeRow({ name: 'db' })], page: { groups: [group] }, filters: { by: 'host' }, search: '?by=host' })
    expect(screen.getByRole('row', { name: /data\.svc/ }).textContent).toContain('No ready endpoint')
  })

  it('fold, and the URL says which', async () => {
    const { names, searches } = show({ ...byHost, search: '?by=host' })
    await userEvent.click(screen.getByRole('button', { name: /redis/ }))
    await vi.waitFor(() => expect(names()).toEqual(['c']))
    expect(searches.at(-1)).toBe('?by=host&fold=redis.example.com')
  })

  it('fold all but those that a link names', () => {
    const { names } = show({ ...byHost, search: '?by=host&fold=*&fold=none' })
    expect(names()).toEqual(['c'])
  })

  it('are moved through with j as rows are', async () => {
    show({ ...byHost, search: '?by=host' })
    await userEvent.keyboard('jjj')
    await vi.waitFor(() => expect(document.activeElement?.textContent).toBe('b'))
  })
})

describe('columns', () => {
  it('are the ones that the URL names', () => {
    show({ rows: [makeRow()], search: '?columns=owner,changed,nonsense' })
    const headers = screen.getAllByRole('columnheader').map((header) => header.textContent)
    expect(headers).toEqual(['Severity', 'Name', 'Owner', 'Changed'])
  })

  it('are chosen from a menu', async () => {
    const { searches } = show({ rows: [makeRow()], search: '?columns=owner' })
    await userEvent.click(screen.getByRole('button', { name: 'Columns' }))
    await userEvent.click(await screen.findByRole('menuitemcheckbox', { name: 'Created' }))
    await vi.waitFor(() => expect(searches.at(-1)).toBe('?columns=owner,created'))
  })
})

describe('selection', () => {
  const rows = ['a', 'b', 'c', 'd'].map((name) => makeRow({ name }))
  const selected = () =>
    screen.queryAllByText('selected').map((mark) => mark.closest('tr')?.querySelector('a')?.textContent)

  it('takes rows in by x and, with shift, all up to here; Esc lets them go', async () => {
    show({ rows })
    await userEvent.keyboard('jxjj')
    await vi.waitFor(() => expect(document.activeElement?.textContent).toBe('c'))
    await userEvent.keyboard('X')
    await vi.waitFor(() => expect(selected()).toEqual(['a', 'b', 'c']))
    expect(screen.getByRole('region', { name: 'Selection' }).textContent).toContain('3 selected')
    await userEvent.keyboard('{Escape}')
    await vi.waitFor(() => expect(selected()).toEqual([]))
  })

  it('takes a row in by a click with shift, and opens nothing', async () => {
    const { went } = show({ rows })
    const user = userEvent.setup()
    await user.keyboard('{Shift>}')
    await user.click(screen.getByRole('row', { name: /^ok b/ }))
    await user.keyboard('{/Shift}')
    await vi.waitFor(() => expect(selected()).toEqual(['b']))
    expect(went).toEqual([])
  })

  it('copies the service names, one a line', async () => {
    const user = userEvent.setup()
    show({ rows })
    await user.keyboard('jxjx')
    await user.click(await screen.findByRole('button', { name: 'Copy names' }))
    expect(await navigator.clipboard.readText()).toBe('a.orders.svc.cluster.local\nb.orders.svc.cluster.local')
  })

  it('can be exported as CSV and as JSON', async () => {
    const user = userEvent.setup()
    show({ rows })
    await user.keyboard('jx')
    await user.click(
      within(await screen.findByRole('region', { name: 'Selection' })).getByRole('button', { name: 'Export' }),
    )
    await screen.findByRole('menuitem', { name: 'CSV of what is selected' })
    expect(screen.getByRole('menuitem', { name: 'JSON of what is selected' })).toBeTruthy()
  })
})

describe('the menu of a row', () => {
  it('offers what can be done with it, from its button and by m', async () => {
    show({ rows: [makeRow({ name: 'a' }), makeRow({ name: 'b', group: { name: 'b', role: 'active' } })] })
    await userEvent.click(screen.getByRole('button', { name: 'More for a' }))
    await screen.findByRole('menuitem', { name: /Copy kubectl line/ })
    expect(screen.queryByRole('menuitem', { name: /Switch/ })).toBeNull()
    await userEvent.keyboard('{Escape}')
    await vi.waitFor(() => expect(screen.queryByRole('menu')).toBeNull())
    await userEvent.keyboard('jj')
    await vi.waitFor(() => expect(document.activeElement?.textContent).toBe('b'))
    await userEvent.keyboard('m')
    expect(await screen.findByRole('menuitem', { name: /Switch/ })).toBeTruthy()
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
        ...itsDomain,
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
    const clusters = [
      { ...itsDomain, name: 'prod', label: 'prod', state: 'denied' as const, why: 'It needs verb list on services.' },
    ]
    show({ rows: [], page: { clusters } })
    expect(screen.getByText(/It needs verb list on services\./)).toBeTruthy()
    expect(screen.getByRole('heading', { name: 'Signpost may not list Services in prod' })).toBeTruthy()
    expect(screen.queryByText(/Nothing leads outside/)).toBeNull()
  })

  it('counts nothing while no cluster may be read: none is not the same as not known', () => {
    const clusters = [
      { ...itsDomain, name: 'prod', label: 'prod', state: 'denied' as const, why: 'It needs verb list on services.' },
    ]
    show({ rows: [], page: { clusters } })
    expect(screen.getByRole('button', { name: /critical/ }).textContent).toMatch(/^–critical/)
    expect(screen.queryByText('0 aliases')).toBeNull()
  })

  it('gives the role to ask for, of the whole cluster', async () => {
    const user = userEvent.setup()
    show({ page: { clusters: [{ ...itsDomain, name: 'prod', label: 'prod', state: 'denied' as const }] } })
    await user.click(screen.getByRole('button', { name: 'Role to ask for' }))
    const dialog = await screen.findByRole('dialog', { name: 'Role to ask for' })
    expect(dialog.textContent).toContain('ClusterRoleBinding')
    expect(dialog.textContent).toContain('verbs: [get, list, watch]')
    expect(dialog.textContent).toContain('name: ada')
  })
})

describe('aliases', () => {
  it('are begun by a link or by n, where the list is narrowed to', async () => {
    const filters = { namespace: ['shop'] }
    const { went } = show({ rows: [makeRow({ name: 'a' })], filters, search: '?namespace=shop' })
    const link = screen.getByRole('link', { name: 'New alias' })
    expect(link.getAttribute('href')).toBe('/services/new?namespace=shop')
    await userEvent.keyboard('n')
    expect(went).toEqual(['/services/new?namespace=shop'])
  })
})
