import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { findingsCsv } from '@/components/finding/export/export-findings'
import { FindingsView } from '@/components/finding/findings-view'
import { summaryQuery } from '@/lib/client/queries'
import { makeQueryClient } from '@/lib/client/query-client'
import type { FindingItem, FindingsPage } from '@/lib/contract/findings'
import type { ClusterStatus, ServiceDetail } from '@/lib/contract/services'
import { itsDomain, makePage, makeRow } from '../../lib/client/rows'
import { type Answer, problem, startConsoleServer } from '../console-server'
import { renderScreen } from '../render-screen'

const item = (over: Partial<FindingItem> = {}): FindingItem => ({
  ...{ cluster: 'prod', namespace: 'orders', name: 'orders-db', target: 'db.example.net', owner: 'orders-team' },
  ...{ environment: 'production', code: 'PORT_NOT_MAPPED', severity: 'warning', evidence: '80 → 8080.' },
  ...{ cause: 'It maps a port.', fix: 'Declare the other one.', suppressed: null },
  ...over,
})
const page = (over: Partial<FindingsPage> = {}): FindingsPage => ({
  items: [
    item({ code: 'PLACEHOLDER_TARGET', name: 'search', severity: 'critical', owner: null }),
    item(),
    item({ code: 'NO_OWNER', severity: 'info', name: '<b>x</b>', evidence: '<i>hostile</i>' }),
  ],
  ...{ total: 3, offset: 0, suppressed: 2, partial: [] },
  facets: {
    ...{
      code: { PLACEHOLDER_TARGET: 1, PORT_NOT_MAPPED: 1, NO_OWNER: 1 },
      namespace: { orders: 3 },
      cluster: { prod: 3 },
    },
    ...{ severity: { critical: 1, warning: 1, info: 1 }, owner: { none: 1, 'orders-team': 2 }, environment: {} },
  },
  teams: [
    { owner: null, critical: 1, warning: 0, unknown: 0, info: 0, aliases: 1 },
    { owner: 'orders-team', critical: 0, warning: 1, unknown: 0, info: 1, aliases: 2 },
  ],
  ...over,
})

interface Shown {
  search?: string
  answer?: () => Answer
  clusters?: ClusterStatus[]
}

async function show({ search = '', answer = () => ({ body: page() }), clusters }: Shown = {}) {
  const navigated: string[] = []
  const detail: ServiceDetail = {
    row: makeRow({ cluster: 'prod', namespace: 'orders', name: 'orders-db' }),
    ...{ labels: {}, annotations: { 'signpost/suppress': 'NO_OWNER until=2027-01-01 reason=x' }, findings: [] },
    ...{ group: null, lastChange: null, permissions: [], ownerOfField: null, useCaseReason: null },
    ...{ probe: null, inCluster: null, loadBalancers: [], ownerEvidence: [], namedBy: { items: [], total: 0 } },
  }
  const calls = await startConsoleServer({
    'GET /findings': answer,
    'GET /services/prod/orders/*': () => ({ body: detail }),
    'POST /plans': () => ({ status: 503, body: problem(503, 'unavailable', 'Not now.') }),
  })
  const queryClient = makeQueryClient()
  queryClient.setQueryData(summaryQuery().queryKey, makePage([], clusters && { clusters }))
  const { searches } = renderScreen(<FindingsView />, {
    search,
    queryClient,
    onNavigate: (href) => navigated.push(href),
  })
  return { user: userEvent.setup(), calls, searches, navigated }
}

const finding = (name: RegExp) => screen.findByRole('button', { name })

describe('the list of findings', () => {
  it('says of each what it is, of which alias, what was seen and whose it is', async () => {
    await show()
    const row = (await finding(/Port is not mapped/)).closest('tr')
    expect(row?.textContent).toMatch(/Port is not mapped.*orders-db orders.*80 → 8080.*orders-team.*production/)
    expect((await finding(/Placeholder left in/)).closest('tr')?.textContent).toContain('unowned')
    expect(document.querySelector('i, table b')).toBeNull()
  })

  it('unfolds cause and fix in its place, as part of the address', async () => {
    const { user, searches } = await show()
    await user.click(await finding(/Port is not mapped/))
    expect(await screen.findByText('It maps a port.')).toBeTruthy()
    expect(screen.getByText('Declare the other one.')).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Open orders-db' }).getAttribute('href')).toBe(
      '/services/prod/orders/orders-db',
    )
    await waitFor(() => expect(searches.at(-1)).toBe('?open=prod/orders/orders-db/PORT_NOT_MAPPED'))
  })

  it('is walked through by j and k', async () => {
    const { user } = await show()
    await finding(/Placeholder/)
    await user.keyboard('j')
    await waitFor(() => expect(document.activeElement?.textContent).toContain('Placeholder left in'))
    await user.keyboard('j')
    await waitFor(() => expect(document.activeElement?.textContent).toContain('Port is not mapped'))
    await user.keyboard('k')
    await waitFor(() => expect(document.activeElement?.textContent).toContain('Placeholder left in'))
  })

  it('counts by severity and by team, and each count filters', async () => {
    const { user, searches } = await show()
    const teams = await screen.findByRole('list', { name: 'By team' })
    await user.click(await within(teams).findByRole('button', { name: /unowned/ }))
    await waitFor(() => expect(searches.at(-1)).toBe('?owner=none'))
    await user.click(screen.getByRole('button', { name: /^1\s*critical/ }))
    await waitFor(() => expect(searches.at(-1)).toContain('severity=critical'))
  })

  it('asks the server for what the address says, and for accepted ones when they are wanted', async () => {
    const { user, calls } = await show({ search: '?code=NO_OWNER&severity=info&sort=-owner' })
    await finding(/Placeholder/)
    expect(calls[0]?.query.toString()).toBe('sort=-owner&suppressed=no&severity=info&code=NO_OWNER&offset=0&limit=100')
    await user.click(screen.getByRole('button', { name: 'Suppressed 2' }))
    await waitFor(() => expect(calls.at(-1)?.query.get('suppressed')).toBe('yes'))
  })

  it('leads to the aliases with the filters that both have', async () => {
    const { user, navigated } = await show({ search: '?owner=orders-team&code=NO_OWNER&q=db' })
    await finding(/Placeholder/)
    await user.click(screen.getByRole('button', { name: 'Aliases' }))
    expect(navigated).toEqual(['/?q=db&owner=orders-team'])
  })

  it('says what was not read, for which its rules say nothing', async () => {
    await show({
      answer: () => ({
        body: page({ partial: [{ cluster: 'prod', what: 'consumers', why: 'pods may not be listed' }] }),
      }),
    })
    expect(await screen.findByText(/Whether anything names an alias is not known everywhere in prod/)).toBeTruthy()
  })

  it('tells nothing found from nothing that matches and from nothing read', async () => {
    const nothing = page({ items: [], total: 0 })
    const { user, searches } = await show({ search: '?code=UNUSED', answer: () => ({ body: nothing }) })
    await user.click(await screen.findByRole('button', { name: 'Remove all filters' }))
    await waitFor(() => expect(searches.at(-1)).toBe(''))
    expect(await screen.findByText('Nothing to report')).toBeTruthy()
  })

  it('is not said to be empty while no cluster may be read, nor when it could not be asked for', async () => {
    const nothing = page({ items: [], total: 0 })
    await show({
      answer: () => ({ body: nothing }),
      clusters: [{ ...itsDomain, name: 'prod', label: 'prod', state: 'denied' }],
    })
    expect(await screen.findByRole('heading', { name: 'Signpost may not list Services in prod' })).toBeTruthy()
  })

  it('says why it could not be read, and asks again', async () => {
    await show({ answer: () => ({ status: 403, body: problem(403, 'forbidden', 'You may not.') }) })
    expect(await screen.findByText('The findings could not be read')).toBeTruthy()
    expect(screen.getByText('You may not.')).toBeTruthy()
  })
})

describe('accepting a finding', () => {
  it('asks for a day and a reason, and plans a change of the annotation that keeps what else it says', async () => {
    const { user, calls } = await show()
    await user.click(await finding(/Port is not mapped/))
    await user.click(await screen.findByRole('button', { name: 'Accept for a time…' }))
    await user.click(await screen.findByRole('button', { name: 'Look at the change' }))
    expect(await screen.findByText('Say why, for whoever comes across it.')).toBeTruthy()
    await user.clear(screen.getByLabelText('Until the end of (UTC)'))
    await user.type(screen.getByLabelText('Until the end of (UTC)'), '2099-01-31')
    await user.type(screen.getByLabelText('Reason'), 'moves in spring')
    await user.click(screen.getByRole('button', { name: 'Look at the change' }))
    await waitFor(() => expect(calls.map(({ path }) => path)).toContain('/plans'))
    expect(calls.find(({ path }) => path === '/plans')?.body).toEqual({
      kind: 'annotate',
      service: { cluster: 'prod', namespace: 'orders', name: 'orders-db' },
      annotations: {
        'signpost/suppress':
          'NO_OWNER until=2027-01-01 reason=x\nPORT_NOT_MAPPED until=2099-01-31 reason=moves in spring',
      },
    })
  })

  it('can be taken up again, and the annotation goes with its last line', async () => {
    const accepted = item({ code: 'NO_OWNER', suppressed: { until: '2027-01-01', reason: 'x' } })
    const { user, calls } = await show({
      search: '?suppressed=yes',
      answer: () => ({ body: page({ items: [accepted], total: 1 }) }),
    })
    await user.click(await finding(/No owner/))
    expect(await screen.findByText(/until 2027-01-01: x/)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Take it up again…' }))
    await waitFor(() => expect(calls.map(({ path }) => path)).toContain('/plans'))
    expect(calls.find(({ path }) => path === '/plans')?.body).toMatchObject({
      annotations: { 'signpost/suppress': null },
    })
  })
})

describe('the export of findings', () => {
  it('is CSV that a spreadsheet runs nothing of', () => {
    const text = findingsCsv([item({ evidence: '=1+1', suppressed: { until: '2027-01-31', reason: 'a, b' } })])
    const [head, line] = text.split('\r\n')
    expect(head?.split(',').slice(0, 3)).toEqual(['Severity', 'Code', 'Finding'])
    expect(line).toContain('warning,PORT_NOT_MAPPED,Port is not mapped,prod,orders,orders-db')
    expect(line).toContain(`"'=1+1"`)
    expect(line).toContain('2027-01-31,"a, b"')
  })
})
