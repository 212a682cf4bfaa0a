import { configure, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { ChangeLinkProvider } from '@/components/change/change-link-provider'
// Loaded before the first test, which would wait for it otherwise.
import '@/components/change/linked-sheet'
import { planParam } from '@/components/change/change-link'
import { applyChange } from '@/lib/client/apply-change'
import { groupsQuery, serviceQuery } from '@/lib/client/queries'
import { makeQueryClient } from '@/lib/client/query-client'
import type { ChangeView, Plan } from '@/lib/contract/changes'
import type { ServiceDetail } from '@/lib/contract/services'
import { makePage, makeRow } from '../../lib/client/rows'
import { type Answer, type Call, problem, startConsoleServer } from '../console-server'
import { renderScreen } from '../render-screen'
import { makeChange, makeGroup, makePlan, service } from './changes'

// A sheet is loaded when it is first opened, and then asks: on a busy machine that takes its time.
configure({ asyncUtilTimeout: 10_000 })

const planLink = `?plan=${encodeURIComponent(JSON.stringify({ kind: 'switch', service, to: 'green' }))}`
const changeLink = `?change=prod/catalog/search/${makeChange().id}`
const check = (code: string, state: Plan['prechecks'][number]['state'], title = code) => ({
  ...{ code, state, title, evidence: `what ${code} saw`, checkedAt: new Date().toISOString() },
})

interface Shown {
  /** What is to be made is not there. */
  isAbsent?: boolean
  search: string
  plan?: Partial<Plan>
  change?: ChangeView
  onPlan?: (call: Call) => Answer
  onChange?: (call: Call) => Answer | Promise<Answer>
  onDecision?: (call: Call) => Answer
}

function detailOf(change: Partial<ServiceDetail['row']> = {}): ServiceDetail {
  return {
    row: makeRow({ ...service, target: 'a.example.com', ...change }),
    labels: {},
    annotations: {},
    findings: [],
    group: null,
    lastChange: null,
    permissions: [],
    ownerOfField: null,
    useCaseReason: null,
    ownerEvidence: [],
    namedBy: { items: [], total: 0 },
    probe: null,
    inCluster: null,
    loadBalancers: [],
  }
}

async function show({
  search,
  plan = {},
  change = makeChange(),
  onPlan,
  onChange,
  onDecision,
  isAbsent = false,
}: Shown) {
  const base = `/changes/prod/catalog/search/${change.id}`
  const calls = await startConsoleServer({
    'GET /groups': () => ({ body: { items: [makeGroup()], total: 1, offset: 0 } }),
    'POST /plans': onPlan ?? (() => ({ body: makePlan(plan) })),
    'POST /changes': onChange ?? (() => ({ status: 201, body: change })),
    'GET /services': () => ({ body: makePage(isAbsent ? [] : [detailOf().row]) }),
    'GET /services/prod/catalog/search': () =>
      isAbsent ? { status: 404, body: problem(404, 'not-found', 'There is no such alias.') } : { body: detailOf() },
    [`GET ${base}`]: () => ({ body: change }),
    [`POST ${base}/decision`]: onDecision ?? (() => ({ body: change })),
  })
  const queryClient = makeQueryClient()
  queryClient.setQueryData(groupsQuery().queryKey, { items: [makeGroup()], total: 1, offset: 0 })
  const { searches } = renderScreen(<ChangeLinkProvider>the page</ChangeLinkProvider>, { search, queryClient })
  const posts = (path: string) => calls.filter((call) => call.method === 'POST' && call.path === path)
  const sheet = await screen.findByRole('dialog')
  return { user: userEvent.setup(), queryClient, posts, searches, sheet: within(sheet) }
}

const progress = (sheet: ReturnType<typeof within>) => sheet.getByRole('status', { name: 'Progress' }).textContent

describe('a sheet that is opened by its link', () => {
  it('plans the request anew, writes nothing, and keeps its link until it is closed', async () => {
    const { user, posts, searches, sheet } = await show({ search: planLink })
    await sheet.findByRole('heading', { name: 'Before' })
    expect(posts('/plans')[0]?.body).toEqual({ kind: 'switch', service, to: 'green' })
    expect(posts('/changes')).toHaveLength(0)
    await user.click(sheet.getByRole('button', { name: 'Cancel' }))
    await waitFor(() => expect(searches.at(-1)).toBe(''))
  })

  it('holds a plan that makes a Service good although there is none', async () => {
    const request = { kind: 'create' as const, service, manifest: { kind: 'Service' } }
    const { sheet, queryClient } = await show({
      ...{ search: `?plan=${encodeURIComponent(JSON.stringify(request))}`, isAbsent: true },
      plan: { request, from: { type: 'absent', target: null } },
    })
    await sheet.findByRole('heading', { name: 'Before' })
    // Nobody asked for what is not there.
    expect(queryClient.getQueryState(serviceQuery(service).queryKey)?.dataUpdateCount ?? 0).toBe(0)
    expect(queryClient.getQueryState(serviceQuery(service).queryKey)?.fetchStatus ?? 'idle').toBe('idle')
    expect(sheet.queryByText('search changed while you looked.')).toBeNull()
    expect(sheet.getByRole('button', { name: /^Create/ }).getAttribute('aria-disabled')).toBeNull()
  })

  it('plans a request that is too long to stand in an address as it is, and keeps its link packed', async () => {
    const lines = Array.from(
      { length: 300 },
      (_, line) => `    example.com/note-${line}: what is to be known of ${line}`,
    )
    const request = { kind: 'create' as const, service, manifest: lines.join('\n') }
    const packed = (await planParam(JSON.stringify(request))) ?? ''
    const { user, posts, searches, sheet } = await show({
      ...{ search: `?plan=${packed}`, isAbsent: true },
      plan: { request, from: { type: 'absent', target: null } },
    })
    await sheet.findByRole('heading', { name: 'Before' })
    expect(posts('/plans').map(({ body }) => body)).toEqual([request])
    expect(searches.every((search) => search === '' || search === `?plan=${packed}`)).toBe(true)
    await user.click(sheet.getByRole('button', { name: 'Cancel' }))
    await waitFor(() => expect(searches.at(-1)).toBe(''))
  })

  it.each([
    ['?plan=z.eJyrVs', 'A part of it is missing'],
    [`?plan=z.${'A'.repeat(6000)}`, 'It is longer than a link'],
    ['?plan={"kind":"retarget"}', 'It names no change'],
    ['?change=prod/catalog/search/not-an-id', 'It names no change'],
  ])('that is none says so, plans nothing, and leaves the address: %.30s', async (search, words) => {
    const { user, posts, searches } = await show({ search })
    const said = within(await screen.findByRole('dialog', { name: 'This link opens no change' }))
    expect(said.getByText(new RegExp(`^${words}`))).toBeTruthy()
    await user.click(said.getAllByRole('button', { name: 'Close' })[1] ?? expect.fail('no button'))
    await waitFor(() => expect(searches.at(-1)).toBe(''))
    expect(posts('/plans')).toHaveLength(0)
  })

  it('shows a change as it goes on, whoever applied it', async () => {
    const { queryClient, sheet } = await show({ search: changeLink })
    const steps = within(await sheet.findByRole('list', { name: 'What happened' }))
    expect(steps.getByText(/The cluster’s DNS gives green/)).toBeTruthy()
    expect(progress(sheet)).toBe('Reaching the caches.')
    const late = { state: 'inconclusive' as const, at: new Date().toISOString(), note: 'late' }
    applyChange(queryClient, makeChange({ state: 'inconclusive', steps: [...makeChange().steps, late] }))
    await waitFor(() => expect(progress(sheet)).toBe('Not verified.'))
  })

  it('leads to the change once it is applied', async () => {
    const { user, searches, sheet } = await show({ search: planLink })
    await user.click(await sheet.findByRole('button', { name: /Switch to green/ }))
    await sheet.findByRole('list', { name: 'What happened' })
    await waitFor(() => expect(decodeURIComponent(searches.at(-1) ?? '')).toBe(changeLink))
  })

  it('offers no way back once the order is on its way', async () => {
    const answered = Promise.withResolvers<{ status: number; body: ChangeView }>()
    const { user, sheet } = await show({ search: planLink, onChange: () => answered.promise })
    await user.click(await sheet.findByRole('button', { name: /Switch to green/ }))
    expect(await sheet.findByRole('button', { name: /^Applying/ })).toHaveProperty('ariaBusy', 'true')
    expect(sheet.getByRole('button', { name: 'Close, it goes on' })).toBeTruthy()
    expect(sheet.queryByRole('button', { name: 'Cancel' })).toBeNull()
    answered.resolve({ status: 201, body: makeChange() })
    await sheet.findByRole('list', { name: 'What happened' })
  })

  it('says that there is no such change', async () => {
    const { sheet } = await show({ search: '?change=prod/catalog/search/22222222-2222-4222-8222-222222222222' })
    expect(await sheet.findByRole('heading', { name: 'The change could not be read' })).toBeTruthy()
  })
})

describe('the plan of an open sheet', () => {
  it('is void at once when the Service leads elsewhere, and planned again only when asked', async () => {
    const { user, queryClient, posts, sheet } = await show({
      search: planLink,
      plan: { prechecks: [check('slow', 'warn', 'It is slow')] },
    })
    await user.click(await sheet.findByRole('checkbox', { name: /it is slow/ }))
    queryClient.setQueryData(
      serviceQuery(service).queryKey,
      detailOf({ target: 'z.example.com', resourceVersion: '2' }),
    )
    expect((await sheet.findByRole('alert')).textContent).toContain('It leads to z.example.com now.')
    expect(sheet.queryByRole('button', { name: /Switch to green/ })).toBeNull()
    await user.keyboard('{Control>}{Enter}{/Control}')
    expect(posts('/changes')).toHaveLength(0)
    expect(posts('/plans')).toHaveLength(1)
    // It leads back to where it led: the plan stays void, and the button what it says.
    queryClient.setQueryData(serviceQuery(service).queryKey, detailOf({ resourceVersion: '3' }))
    await user.click((await sheet.findAllByRole('button', { name: 'Plan again' })).at(-1) as HTMLElement)
    await waitFor(() => expect(posts('/plans').length).toBeGreaterThan(1))
    expect(await sheet.findByRole('checkbox', { name: /it is slow/ })).toHaveProperty('checked', true)
    expect(posts('/changes')).toHaveLength(0)
  })

  it('holds when something is written that it does not rest on', async () => {
    const { queryClient, posts, sheet } = await show({ search: planLink })
    await sheet.findByRole('button', { name: /Switch to green/ })
    queryClient.setQueryData(serviceQuery(service).queryKey, detailOf({ resourceVersion: '2' }))
    await waitFor(() => expect(posts('/plans')).toHaveLength(2))
    await waitFor(() => expect(queryClient.isFetching()).toBe(0))
    expect(sheet.queryByRole('alert')).toBeNull()
    expect(sheet.getByRole('button', { name: /Switch to green/ })).toBeTruthy()
  })

  it('is void when planning it anew comes to another hash', async () => {
    let hash = 'v1.first.x'
    const { queryClient, sheet } = await show({ search: planLink, onPlan: () => ({ body: makePlan({ hash }) }) })
    await sheet.findByRole('button', { name: /Switch to green/ })
    hash = 'v1.other.x'
    queryClient.setQueryData(serviceQuery(service).queryKey, detailOf({ resourceVersion: '2' }))
    expect((await sheet.findByRole('alert')).textContent).toContain('Something that the plan rests on was written')
  })
})

describe('what stands against a plan', () => {
  it('is overridden with a reason, and a right that is missing leaves the plan and what was said', async () => {
    const { user, sheet } = await show({
      search: planLink,
      plan: { prechecks: [check('frozen', 'block', 'The Service is frozen')], expiresAt: '2099-12-31T23:59:00.000Z' },
      onChange: () => ({
        status: 403,
        body: problem(403, 'forbidden', 'ada may not override changes.signpost in catalog.'),
      }),
    })
    const field = await sheet.findByLabelText('Go on all the same, because')
    expect(document.getElementById(field.getAttribute('aria-describedby') ?? '')?.textContent).toBe(
      'At least 10 characters, 10 to go. For this plan only, until 23:59 UTC; kept in the record. ' +
        'Needs the right override changes.signpost in catalog.',
    )
    expect(progress(sheet)).toBe('Planned. 1 check is still to settle.')
    await user.type(field, 'the provider asks for it')
    await user.click(sheet.getByRole('button', { name: /Switch to green/ }))
    expect((await sheet.findByRole('alert')).textContent).toContain('ada may not override changes.signpost in catalog.')
    expect(sheet.getByLabelText('Go on all the same, because')).toHaveProperty('value', 'the provider asks for it')
  })

  it('names who reverts it by every sign, what undo does and cannot bring back, and what nobody asked for', async () => {
    const [write] = makePlan().writes
    const diff = [
      { path: 'metadata.labels.team', before: null, after: 'ops' },
      { path: 'spec.externalName', before: 'a.example.com', after: 'b.example.com' },
    ]
    const { sheet } = await show({
      search: planLink,
      plan: {
        writes: write ? [{ ...write, diff, body: { spec: { externalName: 'b.example.com' } } }] : [],
        fieldOwner: {
          tool: 'argo-cd',
          manager: 'argocd-controller',
          heals: 'self-heal',
          withinSeconds: 5,
          excluded: null,
          rivals: [],
          declaredBy: { kind: 'Application', namespace: 'argocd', name: 'catalog' },
          source: null,
          signals: [{ tool: 'argo-cd', strength: 'strong', says: 'annotation argocd.argoproj.io/tracking-id' }],
        },
        cannotComeBack: ['The clusterIP 10.96.1.2 may be given to another Service.'],
      },
    })
    const owner = await sheet.findByRole('region', { name: 'Who will revert it' })
    expect(owner.textContent).toContain('Argo CD, by itself, within 5 s')
    expect(owner.textContent).toContain('annotation argocd.argoproj.io/tracking-id')
    const undo = sheet.getByRole('region', { name: 'Undo' })
    expect(undo.textContent).toContain('Writes blue back, and holds green until someone gives a reason.')
    expect(undo.textContent).toContain('The clusterIP 10.96.1.2 may be given to another Service.')
    expect(sheet.getByText(/not asked for/).closest('td')?.textContent).toContain('team: ops')
  })
})

describe('a change that nobody could prove', () => {
  const steps = [
    { state: 'applied' as const, at: '2026-11-23T14:06:40.000Z', note: null },
    { state: 'inconclusive' as const, at: '2026-11-23T14:08:40.000Z', note: 'The cluster’s DNS still answers a.' },
  ]
  const change = makeChange({
    state: 'inconclusive',
    steps,
    answers: [{ resolver: '10.96.0.10:53', startedAt: '2026-11-23T14:06:40.000Z', marks: 'oooooo' }],
  })

  it('is kept with a reason', async () => {
    const kept = { state: 'completed' as const, at: '2026-11-23T14:10:00.000Z', note: 'Kept by ada: they know it.' }
    const { user, posts, sheet } = await show({
      search: changeLink,
      change,
      onDecision: () => ({ body: { ...change, state: 'completed', steps: [...steps, kept] } }),
    })
    await user.click(await sheet.findByRole('button', { name: 'Keep…' }))
    const keep = sheet.getByRole('button', { name: 'Keep it' })
    await user.type(sheet.getByLabelText('Why it stays'), 'short')
    expect(keep.getAttribute('aria-disabled')).toBe('true')
    await user.type(sheet.getByLabelText('Why it stays'), ', but they know it')
    await user.click(keep)
    await waitFor(() =>
      expect(posts(`/changes/prod/catalog/search/${change.id}/decision`)[0]?.body).toEqual({
        decision: 'keep',
        reason: 'short, but they know it',
      }),
    )
    expect(await sheet.findByText('Kept')).toBeTruthy()
  })

  it('shows what each resolver answered, and offers Undo', async () => {
    const { user, posts, sheet } = await show({ search: changeLink, change })
    expect(await sheet.findByRole('img', { name: 'blue for 6 s' })).toBeTruthy()
    await user.click(sheet.getByRole('button', { name: 'Undo' }))
    await waitFor(() => expect(posts('/plans')[0]?.body).toEqual({ kind: 'undo', service, changeId: change.id }))
  })
})

describe('a change of several writes', () => {
  const ref = (kind: string, name: string) => ({ apiVersion: 'v1', kind, namespace: 'catalog', name })
  const writes: Plan['writes'] = [
    {
      ...{ verb: 'create', ref: ref('EndpointSlice', 'search-signpost-ipv4'), body: {} },
      diff: [{ path: 'endpoints', before: null, after: [{ addresses: ['203.0.113.9'] }] }],
    },
    {
      ...{ verb: 'patch', ref: ref('Service', 'search'), body: { spec: { externalName: null } } },
      diff: [{ path: 'spec.externalName', before: 'a.example.com', after: null }],
    },
  ]

  it('shows them numbered in their order, each with its own diff, and where it leads from and to', async () => {
    const request = { kind: 'to-headless', service, addresses: ['203.0.113.9'], ports: [] } as const
    const { sheet } = await show({
      search: `?plan=${encodeURIComponent(JSON.stringify(request))}`,
      plan: { request: { ...request, addresses: [...request.addresses], ports: [] }, writes },
    })
    const list = within(await sheet.findByRole('list', { name: 'Writes, in this order' }))
    const items = list.getAllByRole('listitem')
    expect(items.map((item) => item.querySelector('p')?.textContent)).toEqual([
      '1. Create EndpointSlice search-signpost-ipv4',
      '2. Patch Service search',
    ])
    expect(within(items[0] ?? document.body).getByRole('table').textContent).toContain('203.0.113.9')
    expect(sheet.getByRole('button', { name: /Point at addresses/ })).toBeTruthy()
    expect(sheet.getByRole('heading', { name: /Point search at addresses/ })).toBeTruthy()
  })

  it('offers the undo of one that was not applied as long as something of it is left', async () => {
    const left = ['search-signpost-ipv4']
    const { sheet } = await show({ search: changeLink, change: makeChange({ state: 'not-applied', left }) })
    expect(await sheet.findByRole('button', { name: /Undo/ })).toBeTruthy()
  })
})
