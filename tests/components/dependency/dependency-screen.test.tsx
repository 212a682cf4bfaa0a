import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { DependencyScreen } from '@/components/dependency/dependency-screen'
import { statusHref } from '@/components/dependency/status-href'
import { sessionQuery, summaryQuery } from '@/lib/client/queries'
import { makeQueryClient } from '@/lib/client/query-client'
import type { DependencyDetail } from '@/lib/contract/dependencies'
import { makeBrokenDependency, makeDependency, makeDependencyDetail } from '../../lib/client/dependencies'
import { makePage, makeRow } from '../../lib/client/rows'
import { problem, startConsoleServer } from '../console-server'
import { renderScreen } from '../render-screen'

const host = 'orders.abc123.us-east-1.rds.amazonaws.com'

async function show(change: Partial<DependencyDetail> = {}, status = 200) {
  const body = status === 200 ? makeDependencyDetail(change) : problem(status, 'not-found', 'No alias points at it.')
  const calls = await startConsoleServer({
    [`GET /dependencies/${host}`]: () => ({ status, body }),
    'POST /services/prod/orders/orders-db/resolution': () => ({
      status: 503,
      body: problem(503, 'unavailable', 'Away.'),
    }),
  })
  const queryClient = makeQueryClient()
  queryClient.setQueryData(summaryQuery().queryKey, makePage([]))
  queryClient.setQueryData(sessionQuery().queryKey, {
    identity: { user: 'ada', groups: [], mode: 'loopback' },
    can: {},
    readOnly: false,
    confirm: 'when-needed' as const,
  })
  renderScreen(<DependencyScreen host={host} />, { path: `/dependencies/${host}`, queryClient })
  return { user: userEvent.setup(), calls }
}

describe('the page of a host', () => {
  it('begins with what its verdict means for people', async () => {
    await show()
    const say = await screen.findByRole('region', { name: 'Verdict' })
    expect(say.textContent).toContain(
      `Team orders-team in production depends on ${host}, and nobody owns 1 of 2 aliases.`,
    )
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(host)
  })

  it('names who points here, each with the way to its page', async () => {
    await show()
    const table = await screen.findByRole('table', { name: 'Aliases that point here' })
    expect(within(table).getByRole('row', { name: /orders-db orders.*orders-team/ })).toBeTruthy()
    expect(within(table).getByRole('row', { name: /read billing.*unowned/ })).toBeTruthy()
    expect(within(table).getByRole('link', { name: 'read' }).getAttribute('href')).toBe('/services/prod/billing/read')
  })

  it('shows at most a hundred aliases and where the others are', async () => {
    const items = Array.from({ length: 130 }, (_, index) => makeRow({ target: host, name: `a-${index}` }))
    await show({ aliases: { items, total: 340 } })
    const table = await screen.findByRole('table', { name: 'Aliases that point here' })
    expect(within(table).getAllByRole('link')).toHaveLength(100)
    expect(screen.getByRole('link', { name: 'All 340 in the inventory' }).getAttribute('href')).toBe(`/?host=${host}`)
  })

  it('draws what goes down with it, and says it in words too', async () => {
    await show()
    expect(await screen.findByText(`2 aliases, 2 namespaces, 1 cluster point at ${host}.`)).toBeTruthy()
    expect(screen.getByText('Teams: orders-team.')).toBeTruthy()
  })

  it('says what each vantage answered, unfolds into hops, and that nobody probed the certificate', async () => {
    const { user } = await show()
    const line = await screen.findByText('1 hop, 1 address, 6 ms')
    const details = line.closest('details')
    expect(details?.open).toBe(false)
    await user.click(line)
    expect(details?.open).toBe(true)
    expect(details?.textContent).toContain('203.0.113.7')
    expect(screen.getByText('not probed')).toBeTruthy()
  })

  it('unfolds a vantage without an address by itself', async () => {
    const dependency = makeBrokenDependency({ host })
    const [view] = makeDependencyDetail({ dependency }).views
    if (view === undefined) throw new Error('no view')
    const vantages = view.vantages.map((answer) => ({ ...answer, hops: [], addresses: [], brokenAt: host }))
    await show({ dependency, views: [{ ...view, vantages }] })
    expect((await screen.findByText('cluster')).closest('details')?.open).toBe(true)
    expect(screen.getByText('No vantage has one now.')).toBeTruthy()
  })

  it('says that clients choose where there are several addresses', async () => {
    const addresses = { first: ['203.0.113.7', '203.0.113.8'], total: 2 }
    await show({ dependency: makeDependency({ host, addresses }) })
    expect(await screen.findByText('No load balancing by Kubernetes: clients choose among 2 addresses.')).toBeTruthy()
  })

  it('grades a name that a stranger could take', async () => {
    const finding = {
      code: 'CLAIMABLE_LIKELY',
      severity: 'critical',
      evidence: 'e',
      cause: 'Probably deleted.',
      fix: 'f',
    } as const
    await show({ findings: [finding] })
    expect(await screen.findByText('CLAIMABLE_LIKELY')).toBeTruthy()
  })

  it('links the status page only when it is https, and leaks nothing to it', async () => {
    await show()
    const link = await screen.findByRole('link', { name: /health\.aws\.amazon\.com/ })
    expect(link.getAttribute('rel')).toContain('noopener')
    for (const text of ['http://status.example.com', 'javascript:alert(1)', 'https://a@b.example', 'no url', null])
      expect(statusHref(text), `${text}`).toBeNull()
    expect(statusHref('https://status.example.com/x')).toBe('https://status.example.com/x')
  })

  it('asks now through its worst alias', async () => {
    const { user, calls } = await show()
    await user.click(await screen.findByRole('button', { name: 'Ask now' }))
    await waitFor(() => expect(calls.map(({ path }) => path)).toContain('/services/prod/orders/orders-db/resolution'))
  })

  it('says so when no alias points at the host, or none that one may see', async () => {
    await show({}, 404)
    expect(await screen.findByRole('heading', { name: `No alias points at ${host}` })).toBeTruthy()
  })

  it('tells how the verdict changed before', async () => {
    const [view] = makeDependencyDetail().views
    if (view === undefined) throw new Error('no view')
    const change = { at: '2026-02-01T00:00:00.000Z', vantage: 'cluster', code: 'NODATA', severity: 'critical' } as const
    const more = { summary: 'It had no address.', brokenAt: null, terminal: null, previousTerminal: null }
    await show({ views: [{ ...view, history: [{ ...change, ...more, previousCode: 'OK' }] }] })
    const list = await screen.findByRole('list', { name: 'Changes of the verdict' })
    expect(list.textContent).toContain('It had no address.')
  })
})
