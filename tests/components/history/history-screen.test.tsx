import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { HistoryScreen } from '@/components/history/history-screen'
import { applyChange } from '@/lib/client/apply-change'
import { cacheKeys, summaryQuery } from '@/lib/client/queries'
import { makeQueryClient } from '@/lib/client/query-client'
import type { ChangesList, ChangeView } from '@/lib/contract/changes'
import type { ClusterStatus } from '@/lib/contract/services'
import { itsDomain, makePage } from '../../lib/client/rows'
import { makeChange, makePlan } from '../change/changes'
import { problem, startConsoleServer } from '../console-server'
import { renderScreen } from '../render-screen'

const id = (number: number) => `${number}1111111-1111-4111-8111-111111111111`
const named = (number: number, name: string, members: Partial<ChangeView> = {}) =>
  makeChange({ id: id(number), service: { cluster: 'prod', namespace: 'catalog', name }, ...members })

const switched = named(1, 'search', { state: 'soaking', reason: 'failover drill' })
const outside = named(2, 'tracing', { kind: 'outside', state: 'observed-live', by: 'argocd-controller' })
const failed = named(3, 'shipping', {
  state: 'undone',
  steps: [
    { state: 'applied', at: '2026-11-23T12:00:00Z', note: null },
    { state: 'failed', at: '2026-11-23T12:00:40Z', note: 'The certificate names only b.example.com.' },
    { state: 'undone', at: '2026-11-23T12:01:06Z', note: 'Undone by ada.' },
  ],
  overrides: [
    { code: 'certificate-names', reason: 'the carrier says both are named', until: '2026-11-23T12:10:00.000Z' },
  ],
})

function makeList(items: ChangeView[], more: Partial<ChangesList> = {}): ChangesList {
  const facets = { cluster: { prod: 3 }, namespace: { catalog: 3 }, name: {}, kind: { switch: 2, outside: 1 } }
  const standings = { 'in-flight': 0, soaking: 1, failed: 0, outside: 1, overridden: 1 }
  return {
    items,
    total: items.length,
    offset: 0,
    facets: { ...facets, state: {}, by: { ada: 2, 'argocd-controller': 1 }, environment: {} },
    standings,
    days: [],
    partial: [],
    ...more,
  }
}

async function show({
  search = '',
  list = makeList([switched, outside, failed]),
  clusters = [{ ...itsDomain, name: 'prod', label: 'prod', state: 'live' }] as ClusterStatus[],
} = {}) {
  const lists = [list]
  const calls = await startConsoleServer({
    'GET /changes': () => ({ body: lists.at(-1) }),
    'GET /groups': () => ({ body: { items: [], total: 0, offset: 0 } }),
    'POST /plans': ({ body }) => ({ body: makePlan({ request: body as never }) }),
  })
  const queryClient = makeQueryClient()
  queryClient.setQueryData(summaryQuery().queryKey, makePage([], { clusters }))
  const { searches } = renderScreen(<HistoryScreen />, { path: '/changes', search, queryClient })
  return { user: userEvent.setup(), calls, searches, queryClient, lists }
}

const row = (name: RegExp) => screen.findByRole('row', { name })

describe('the changes', () => {
  it('say of each what, from where to where, who, why and what became of it', async () => {
    await show()
    expect((await row(/^\S* ?search/)).textContent).toMatch(/switch.*a.*→.*b.*ada.*failover drill.*Verified, soaking/)
    expect((await row(/tracing/)).textContent).toMatch(/outside.*argocd-controller.*outside Signpost.*From outside/)
    expect((await row(/shipping/)).textContent).toMatch(/Failed, undone after 1:06/)
  })

  it('unfold to their moments, what was passed with whose reason, and the hold', async () => {
    const { user, searches } = await show()
    await user.click(within(await row(/shipping/)).getByRole('button', { name: 'shipping' }))
    expect(await screen.findByText(/certificate names only/)).toBeDefined()
    expect(screen.getByText('“the carrier says both are named”')).toBeDefined()
    expect(screen.getByText(/may be chosen again only with a reason/)).toBeDefined()
    expect(searches.at(-1)).toBe(`?open=${id(3)}`)
    expect(screen.getByRole('link', { name: 'Open shipping' }).getAttribute('href')).toBe(
      '/services/prod/catalog/shipping?tab=changes',
    )
  })

  it('open their sheet by its link, to watch them or to decide, but for what was changed outside', async () => {
    const { user, searches } = await show()
    await user.click(within(await row(/search/)).getByRole('button', { name: 'search' }))
    await user.click(await screen.findByRole('button', { name: 'Watch…' }))
    await waitFor(() =>
      expect(decodeURIComponent(searches.at(-1) ?? '')).toContain(`change=prod/catalog/search/${id(1)}`),
    )
    await user.click(within(await row(/tracing/)).getByRole('button', { name: 'tracing' }))
    await screen.findByRole('link', { name: 'Open tracing' })
    expect(screen.queryByRole('button', { name: 'Watch…' })).toBeNull()
  })

  it('are walked through by j and k and unfolded by the keyboard', async () => {
    const { user } = await show()
    await row(/shipping/)
    await user.keyboard('jj')
    await waitFor(() => expect(document.activeElement?.textContent).toBe('tracing'))
    await user.keyboard('{Enter}')
    expect(await screen.findByRole('heading', { name: 'What happened' })).toBeDefined()
  })

  it('are undone by u, through a plan that is shown first', async () => {
    const { user, calls } = await show()
    await row(/shipping/)
    await user.keyboard('j')
    await waitFor(() => expect(document.activeElement?.textContent).toBe('search'))
    await user.keyboard('u')
    await waitFor(() => expect(calls.some(({ method }) => method === 'POST')).toBe(true))
    expect(calls.filter(({ method }) => method === 'POST')).toMatchObject([
      { path: '/plans', body: { kind: 'undo', service: switched.service, changeId: id(1) } },
    ])
  })

  it('are put back where they came from outside', async () => {
    const { user, calls } = await show()
    await user.click(await screen.findByRole('button', { name: /^Put back/ }))
    await waitFor(() => expect(calls.some(({ method }) => method === 'POST')).toBe(true))
    expect(calls.find(({ method }) => method === 'POST')?.body).toMatchObject({
      kind: 'retarget',
      service: outside.service,
      target: 'a.example.com',
    })
  })

  it('are filtered by their counts, in the address', async () => {
    const { user, calls, searches } = await show()
    await user.click(await screen.findByRole('button', { name: /from outside/ }))
    await waitFor(() => expect(searches.at(-1)).toBe('?standing=outside'))
    const listed = () => calls.findLast(({ path }) => path === '/changes')
    await waitFor(() => expect(listed()?.query.get('standing')).toBe('outside'))
  })

  it('are filtered by the values that occur', async () => {
    const { searches } = await show()
    await row(/shipping/)
    await userEvent.keyboard('f')
    await userEvent.click(await screen.findByRole('menuitem', { name: 'who' }))
    await userEvent.click(await screen.findByRole('menuitemcheckbox', { name: /argocd-controller\s*1/ }))
    await waitFor(() => expect(searches.at(-1)).toBe('?by=argocd-controller'))
  })

  it('change in their place when the stream tells a step, and wait with what is new while the reader is among them', async () => {
    const { user, queryClient, lists } = await show()
    await user.hover(await row(/shipping/))
    applyChange(queryClient, { ...switched, state: 'completed' })
    await waitFor(async () => expect((await row(/search/)).textContent).toContain('Verified'))
    lists.push(makeList([named(4, 'newest'), { ...switched, state: 'completed' }, outside, failed]))
    await queryClient.invalidateQueries({ queryKey: cacheKeys.changeLists })
    await screen.findByRole('button', { name: /^1 update/ })
    expect(screen.queryByRole('row', { name: /newest/ })).toBeNull()
    await user.keyboard('.')
    expect(await row(/newest/)).toBeDefined()
  })

  it('say which clusters’ records are not all here, and why', async () => {
    const why = 'The console may not list configmaps: forbidden'
    await show({ list: makeList([switched], { partial: [{ cluster: 'prod', why }] }) })
    expect(await screen.findByText('Not every change of prod is here.')).toBeDefined()
    expect(screen.getByText(/may not list configmaps/)).toBeDefined()
  })

  it('say when there are none, or none that match', async () => {
    await show({ list: makeList([]) })
    expect(await screen.findByText('No change yet')).toBeDefined()
  })

  it('are not said to be none while no cluster may be read', async () => {
    const none = { 'in-flight': 0, soaking: 0, failed: 0, outside: 0, overridden: 0 }
    await show({
      list: makeList([], { standings: none }),
      clusters: [{ ...itsDomain, name: 'prod', label: 'prod', state: 'denied' }],
    })
    expect(await screen.findByRole('heading', { name: 'Signpost may not list Services in prod' })).toBeDefined()
    expect(screen.getByRole('button', { name: /soaking/ }).textContent).toMatch(/^–/)
  })

  it('say when none match, and remove the filters', async () => {
    const { user, searches } = await show({ search: '?q=nothing', list: makeList([]) })
    await user.click(await screen.findByRole('button', { name: 'Remove all filters' }))
    await waitFor(() => expect(searches.at(-1)).toBe(''))
  })

  it('say why they could not be read, and ask again', async () => {
    await startConsoleServer({
      'GET /changes': () => ({ status: 403, body: problem(403, 'forbidden', 'May not list services.') }),
    })
    const queryClient = makeQueryClient()
    queryClient.setDefaultOptions({ queries: { retry: false } })
    queryClient.setQueryData(summaryQuery().queryKey, makePage([]))
    renderScreen(<HistoryScreen />, { path: '/changes', queryClient })
    expect(await screen.findByText('The changes could not be read')).toBeDefined()
    expect(screen.getByText('May not list services.')).toBeDefined()
  })
})
