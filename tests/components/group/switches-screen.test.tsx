import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { SwitchesScreen } from '@/components/group/switches-screen'
import { groupsQuery, sessionQuery, summaryQuery } from '@/lib/client/queries'
import { makeQueryClient } from '@/lib/client/query-client'
import type { Plan } from '@/lib/contract/changes'
import type { Group } from '@/lib/contract/groups'
import type { ClusterStatus, ServiceDetail } from '@/lib/contract/services'
import { itsDomain, makeBrokenRow, makePage, makeRow } from '../../lib/client/rows'
import { resolution } from '../../lib/domain/diagram/sample-resolution'
import { makeChange, makeCheck, makeGroup, makePlan } from '../change/changes'
import { type Answer, type Call, problem, startConsoleServer } from '../console-server'
import { renderScreen } from '../render-screen'

interface Shown {
  search?: string
  groups?: Group[]
  plan?: Plan
  onChange?: (call: Call) => Answer
  onPlan?: (call: Call) => Answer
  can?: Record<string, boolean>
  confirm?: 'always' | 'when-needed'
  mayPatch?: boolean
  clusters?: ClusterStatus[]
}

async function show({
  search = '',
  groups = [makeGroup()],
  plan = makePlan(),
  onChange,
  onPlan,
  can = {},
  confirm = 'when-needed',
  mayPatch = true,
  clusters,
}: Shown = {}) {
  const page = { items: groups, total: groups.length, offset: 0 }
  const change = makeChange()
  const calls = await startConsoleServer({
    'GET /groups': () => ({ body: page }),
    'POST /plans': onPlan ?? (({ body }) => ({ body: { ...plan, request: body } })),
    'POST /changes': onChange ?? (() => ({ status: 201, body: change })),
    'GET /services/prod/catalog/search/resolution': () => ({
      body: { ...resolution(), serviceName: 'search.catalog.svc.cluster.local', target: 'a.example.com' },
    }),
    'GET /services/prod/catalog/*': () => ({ body: makeDetail(mayPatch) }),
    'GET /services/prod/catalog/search/changes': () => ({ body: { items: [change], total: 1, offset: 0 } }),
  })
  const queryClient = makeQueryClient()
  queryClient.setQueryData(groupsQuery().queryKey, page)
  queryClient.setQueryData(summaryQuery().queryKey, makePage([], clusters && { clusters }))
  queryClient.setQueryData(sessionQuery().queryKey, {
    identity: { user: 'ada', groups: [], mode: 'loopback' },
    can,
    readOnly: false,
    confirm,
  })
  const { searches } = renderScreen(<SwitchesScreen />, { path: '/switches', search, queryClient })
  const posts = (path: string) => calls.filter((call) => call.method === 'POST' && call.path === path)
  return { user: userEvent.setup(), posts, searches }
}

function makeDetail(mayPatch: boolean): ServiceDetail {
  return {
    row: makeRow({ cluster: 'prod', namespace: 'catalog', name: 'search', target: 'a.example.com' }),
    labels: {},
    annotations: {},
    findings: [],
    group: null,
    lastChange: null,
    permissions: [{ verb: 'patch', resource: 'services', namespace: 'catalog', allowed: mayPatch }],
    ownerOfField: null,
    useCaseReason: null,
    ownerEvidence: [],
    namedBy: { items: [], total: 0 },
    probe: null,
    inCluster: null,
    loadBalancers: [],
  }
}

const warning = {
  code: 'target-resolves',
  state: 'warn' as const,
  title: 'The target is slow',
  evidence: '4 s',
  checkedAt: '',
}

describe('a ready group', () => {
  it('is switched with one click: planned, carried out with a fresh id, no sheet', async () => {
    const { user, posts } = await show()
    await user.click(screen.getByRole('button', { name: 'Switch to green' }))
    await screen.findByRole('button', { name: 'Undo' })
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(posts('/plans').map(({ body }) => body)).toEqual([
      { kind: 'switch', service: { cluster: 'prod', namespace: 'catalog', name: 'search' }, to: 'green' },
    ])
    expect(posts('/changes')[0]?.body).toMatchObject({
      hash: 'v1.9c41e2aa.x',
      changeId: expect.stringMatching(/^[0-9a-f]{8}-/),
      acknowledge: [],
      overrides: [],
    })
    expect(screen.getByRole('timer').textContent).toMatch(/^0:0/)
  })

  it('is looked at first where the settings say so, though nothing stands against it', async () => {
    const { user, posts } = await show({ confirm: 'always' })
    await user.click(screen.getByRole('button', { name: 'Switch to green' }))
    const sheet = await screen.findByRole('dialog', { name: /Switch search to green/ })
    expect(posts('/changes')).toHaveLength(0)
    await user.click(await within(sheet).findByRole('button', { name: /Switch to green/ }))
    await waitFor(() => expect(posts('/changes')).toHaveLength(1))
  })

  it('takes a switch back with Undo of that very change', async () => {
    const { user, posts } = await show()
    await user.click(screen.getByRole('button', { name: 'Switch to green' }))
    await user.click(await screen.findByRole('button', { name: 'Undo' }))
    await waitFor(() => expect(posts('/plans')).toHaveLength(2))
    expect(posts('/plans')[1]?.body).toMatchObject({ kind: 'undo', changeId: '11111111-1111-4111-8111-111111111111' })
  })

  it('opens the sheet instead when the plan asks for something', async () => {
    const { user, posts } = await show({ plan: makePlan({ prechecks: [warning] }) })
    await user.click(screen.getByRole('button', { name: 'Switch to green' }))
    const sheet = await screen.findByRole('dialog', { name: /Switch search to green/ })
    expect(posts('/changes')).toHaveLength(0)
    const apply = within(sheet).getByRole('button', { name: /Switch to green/ })
    expect(apply.getAttribute('aria-disabled')).toBe('true')
    await user.click(within(sheet).getByRole('checkbox', { name: /the target is slow/ }))
    await user.click(apply)
    await waitFor(() => expect(posts('/changes')[0]?.body).toMatchObject({ acknowledge: ['target-resolves'] }))
    expect(await within(sheet).findByRole('list', { name: 'What happened' })).toBeTruthy()
  })

  it('sends an override only with a reason of ten characters', async () => {
    const plan = makePlan({ prechecks: [{ ...warning, state: 'block' }] })
    const { user, posts } = await show({ plan })
    await user.click(screen.getByRole('button', { name: 'Switch to green' }))
    const sheet = await screen.findByRole('dialog')
    const field = within(sheet).getByLabelText(/Go on all the same/)
    const apply = within(sheet).getByRole('button', { name: /Switch to green/ })
    await user.type(field, 'too short')
    expect(apply.getAttribute('aria-disabled')).toBe('true')
    await user.type(field, ', no more')
    await user.click(apply)
    await waitFor(() =>
      expect(posts('/changes')[0]?.body).toMatchObject({
        overrides: [{ code: 'target-resolves', reason: 'too short, no more', until: plan.expiresAt }],
      }),
    )
  })
})

describe('the sheet', () => {
  it('is applied by ⌘↵ from anywhere in it, once everything is settled', async () => {
    const { user, posts } = await show({ plan: makePlan({ prechecks: [warning] }) })
    await user.click(screen.getByRole('button', { name: 'Switch to green' }))
    const sheet = await screen.findByRole('dialog')
    await user.keyboard('{Meta>}{Enter}{/Meta}')
    expect(posts('/changes')).toHaveLength(0)
    await user.click(within(sheet).getByRole('checkbox'))
    within(sheet).getByRole('button', { name: 'Cancel' }).focus()
    await user.keyboard('{Control>}{Enter}{/Control}')
    await waitFor(() => expect(posts('/changes')).toHaveLength(1))
    expect(await within(sheet).findByRole('list', { name: 'What happened' })).toBeTruthy()
  })

  it('takes its change back by u from anywhere in it, not while single keys are off', async () => {
    const { user, posts } = await show({ plan: makePlan({ prechecks: [warning] }) })
    await user.click(screen.getByRole('button', { name: 'Switch to green' }))
    const sheet = await screen.findByRole('dialog')
    await user.click(within(sheet).getByRole('checkbox'))
    await user.keyboard('u{Control>}{Enter}{/Control}')
    await within(sheet).findByRole('button', { name: 'Undo' })
    localStorage.setItem('signpost-shortcuts', 'off')
    await user.keyboard('u')
    localStorage.setItem('signpost-shortcuts', 'on')
    await user.keyboard('u')
    await waitFor(() =>
      expect(posts('/plans').map(({ body }) => Reflect.get(Object(body), 'kind'))).toEqual(['switch', 'undo']),
    )
  })

  it('forecasts the cut-over before anything is written, with its sources', async () => {
    const { user } = await show({ plan: makePlan({ prechecks: [warning] }) })
    await user.click(screen.getByRole('button', { name: 'Switch to green' }))
    const clock = await screen.findByRole('region', { name: 'Cut-over clock' })
    expect(clock.textContent).toContain('TTL and client cache and pool lifetime assumed')
    expect(clock.textContent).toContain('1:01 new connections follow')
    expect(clock.textContent).toContain('Not counted: NodeLocal DNSCache, not known whether it runs.')
  })

  it('gives focus back to what opened it, and says where the change stands', async () => {
    const { user } = await show({ plan: makePlan({ prechecks: [warning] }) })
    const opener = screen.getByRole('button', { name: 'Switch to green' })
    await user.click(opener)
    const sheet = await screen.findByRole('dialog')
    await waitFor(() => expect(sheet.contains(document.activeElement)).toBe(true))
    const steps = within(sheet).getByRole('list', { name: 'Steps' })
    expect(within(steps).getByText('Check').getAttribute('aria-current')).toBe('step')
    await user.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(document.activeElement?.textContent).toBe('Switch to green')
  })
})

describe('a switch that does not go through', () => {
  it('shows seen, now and wanted after a conflict, and plans again', async () => {
    const endpoint = (target: string) => ({ type: 'ExternalName', target })
    const { user, posts } = await show({
      onChange: () => ({
        status: 409,
        body: problem(409, 'conflict', 'Someone was faster.', {
          seen: endpoint('a.example.com'),
          now: endpoint('z.example.com'),
          wanted: endpoint('b.example.com'),
        }),
      }),
    })
    await user.click(screen.getByRole('button', { name: 'Switch to green' }))
    const sheet = await screen.findByRole('dialog')
    expect(within(sheet).getByText(/changed while you looked/).textContent).toContain('Nothing was written')
    const now = within(sheet).getByText('Now').parentElement
    expect(now?.textContent).toContain('z.example.com')
    await user.click(within(sheet).getByRole('button', { name: 'Plan again' }))
    await waitFor(() => expect(posts('/plans')).toHaveLength(2))
  })

  it('says which right is missing, and what to ask for', async () => {
    const lacking = { verb: 'patch', resource: 'services', namespace: 'catalog' }
    const { user } = await show({
      onPlan: () => ({
        status: 403,
        body: problem(403, 'forbidden', 'ada may not patch services in catalog.', lacking),
      }),
    })
    await user.click(screen.getByRole('button', { name: 'Switch to green' }))
    expect((await screen.findByRole('alert')).textContent).toBe('ada may not patch services in catalog.')
    const sheet = screen.getByRole('dialog')
    await user.click(within(sheet).getByRole('button', { name: 'Role to ask for' }))
    expect((await screen.findByRole('dialog', { name: 'Role to ask for' })).textContent).toContain('verbs: [patch]')
  })

  it('shows the prechecks that turned and keeps what was accepted', async () => {
    const turned = { ...warning, code: 'no-recent-change', title: 'The last change is young' }
    const { user } = await show({
      plan: makePlan({ prechecks: [warning] }),
      onChange: () => ({
        status: 422,
        body: problem(422, 'precheck', 'One more check.', { prechecks: [warning, turned] }),
      }),
    })
    await user.click(screen.getByRole('button', { name: 'Switch to green' }))
    const sheet = await screen.findByRole('dialog')
    await user.click(within(sheet).getByRole('checkbox'))
    await user.click(within(sheet).getByRole('button', { name: /Switch to green/ }))
    const boxes = await within(sheet).findAllByRole('checkbox')
    await waitFor(() => expect(within(sheet).getAllByRole('checkbox')).toHaveLength(2))
    expect(boxes[0]).toHaveProperty('checked', true)
  })
})

describe('a group', () => {
  it('that is blocked says the cause and the fix, and leads to the checks where it can be overridden', async () => {
    const green = makeBrokenRow({ namespace: 'catalog', name: 'search-green', target: 'b.example.com' })
    const { members } = makeGroup()
    const { user, posts } = await show({
      groups: [
        makeGroup({
          members: { ...members, green: { ...green, brokenAt: 'b.example.com' } },
          readiness: {
            state: 'blocked',
            reasons: ['The target does not resolve: NXDOMAIN'],
            checks: [makeCheck({ state: 'block' })],
          },
        }),
      ],
      plan: makePlan({ prechecks: [{ ...warning, state: 'block' }] }),
    })
    const button = screen.getByRole('button', { name: 'Switch to green' })
    expect(button.getAttribute('aria-disabled')).toBe('true')
    expect(document.getElementById(button.getAttribute('aria-describedby') ?? '')?.textContent).toMatch(
      /retarget search-green/,
    )
    await user.click(button)
    expect(posts('/plans')).toHaveLength(0)
    await user.click(screen.getByRole('button', { name: 'See the checks…' }))
    expect(await screen.findByLabelText(/Go on all the same/)).toBeTruthy()
  })

  it('whose active alias points at neither colour lets one be chosen, with a look at the plan first', async () => {
    const { user, posts } = await show({
      groups: [
        makeGroup({ state: 'drifted', live: null, readiness: { state: 'blocked', reasons: ['x: y'], checks: [] } }),
      ],
    })
    expect(screen.getByText('Points at neither.')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'To blue…' }))
    expect(await screen.findByRole('dialog', { name: /Switch search to blue/ })).toBeTruthy()
    expect(posts('/changes')).toHaveLength(0)
  })

  it('names the verb that a viewer lacks', async () => {
    const { user, posts } = await show({ can: { 'patch services in prod': false }, mayPatch: false })
    expect(await screen.findByText('patch services')).toBeTruthy()
    const button = screen.getByRole('button', { name: 'Switch to green' })
    expect(button.getAttribute('aria-disabled')).toBe('true')
    await user.click(button)
    expect(posts('/plans')).toHaveLength(0)
  })

  it('is open to who may write in its namespace alone', async () => {
    const { user, posts } = await show({ can: { 'patch services in prod': false }, mayPatch: true })
    await user.click(screen.getByRole('button', { name: 'Switch to green' }))
    await waitFor(() => expect(posts('/changes')).toHaveLength(1))
  })

  it('that labels make is switched by the name of its active Service, and its lanes name theirs', async () => {
    const member = (name: string, target: string) => makeRow({ cluster: 'prod', namespace: 'catalog', name, target })
    const { user, posts } = await show({
      groups: [
        makeGroup({
          name: 'media',
          members: {
            active: member('find', 'a.example.com'),
            blue: member('find-2023', 'a.example.com'),
            green: member('find-2026', 'b.example.com'),
          },
          holders: { active: ['find'], blue: ['find-2023'], green: ['find-2026'] },
        }),
      ],
    })
    expect(screen.getByRole('link', { name: 'find-2026' }).getAttribute('href')).toBe(
      '/services/prod/catalog/find-2026',
    )
    await user.click(screen.getByRole('button', { name: 'Switch to green' }))
    await waitFor(() => expect(posts('/plans')[0]?.body).toMatchObject({ service: { name: 'find' } }))
  })

  it('of which two Services claim a colour names both and offers no switch', async () => {
    const { members, holders } = makeGroup()
    await show({
      groups: [
        makeGroup({
          ...{ state: 'ambiguous', live: null, members: { ...members, green: null } },
          holders: { ...holders, green: ['web', 'mail'] },
          readiness: { state: 'blocked', reasons: ['x: y'], checks: [] },
        }),
      ],
    })
    expect(screen.getByText('web and mail both claim it.')).toBeTruthy()
    expect(screen.getByText('Two Services are green.')).toBeTruthy()
    for (const button of screen.getAllByRole('button', { name: /^To / })) {
      expect(button.getAttribute('aria-disabled')).toBe('true')
    }
  })

  it('unfolds every check with its evidence, and keeps that in the address', async () => {
    const checks = [
      makeCheck({ title: 'The target resolves', evidence: 'cluster: two addresses' }),
      makeCheck({ code: 'not-frozen', title: 'The Service is not frozen', evidence: 'no annotation', lane: null }),
    ]
    const { user, searches } = await show({
      groups: [makeGroup({ readiness: { state: 'ready', reasons: [], checks } })],
    })
    await user.click(screen.getAllByRole('button', { name: /show the checks/ })[1] ?? document.body)
    const unfolded = await screen.findByRole('region', { name: 'Checks of search' })
    expect(unfolded.textContent).toContain('cluster: two addresses')
    expect(unfolded.textContent).toContain('The Service is not frozen')
    expect(searches.at(-1)).toContain('checks=prod/catalog/search')
  })

  it('shows a missing lane and hostile targets as text', async () => {
    const hostile = '<img src=x onerror=alert(1)>\u202e'
    const container = document.body
    await show({
      groups: [
        makeGroup({
          members: { active: makeRow({ target: hostile }), blue: makeRow({ target: hostile }), green: null },
          readiness: { state: 'blocked', reasons: [hostile], checks: [] },
        }),
      ],
    })
    expect(screen.getByText('No Service of this colour.')).toBeTruthy()
    expect(container.querySelector('img')).toBeNull()
    expect(container.textContent).toContain('<img src=x onerror=alert(1)>\\u{202e}')
  })

  it('is explained when there is none', async () => {
    await show({ groups: [] })
    expect(screen.getByRole('heading', { name: 'No blue-green group' })).toBeTruthy()
  })

  it('are not said to be none while no cluster may be read', async () => {
    await show({ groups: [], clusters: [{ ...itsDomain, name: 'prod', label: 'prod', state: 'denied' }] })
    expect(screen.getByRole('heading', { name: 'Signpost may not list Services in prod' })).toBeTruthy()
    expect(screen.queryByText('0 groups')).toBeNull()
  })
})

function named(name: string, change: Partial<Group> = {}, environment = 'production'): Group {
  const member = (suffix: string) => makeRow({ namespace: 'catalog', name: `${name}${suffix}`, environment })
  const members = { active: member(''), blue: member('-blue'), green: member('-green') }
  return makeGroup({ name, members, ...change })
}

describe('the filters', () => {
  const groups = [
    named('auth'),
    named('maps', { readiness: { state: 'blocked', reasons: ['x: y'], checks: [] } }, 'staging'),
    named('mail', { readiness: { state: 'warned', reasons: ['x: y'], checks: [] } }, 'staging'),
  ]
  const shown = () => screen.queryAllByRole('article').map((article) => article.getAttribute('aria-label'))

  it('show the ready or the others, with their counts, and stand in the URL', async () => {
    const { user, searches } = await show({ groups })
    await user.click(screen.getByRole('button', { name: 'Not ready 2' }))
    expect(shown()).toEqual(['Group maps in catalog', 'Group mail in catalog'])
    expect(searches.at(-1)).toBe('?show=not-ready')
    await user.click(screen.getByRole('button', { name: 'All 3' }))
    expect(searches.at(-1)).toBe('')
  })

  it('show one environment, and count within it', async () => {
    const { user, searches } = await show({ groups })
    await user.selectOptions(screen.getByRole('combobox', { name: 'Environment' }), 'staging')
    expect(searches.at(-1)).toBe('?environment=staging')
    expect(screen.getByRole('button', { name: 'Ready 0' })).toBeTruthy()
    expect(shown()).toHaveLength(2)
  })

  it('say that nothing matches, and give the way back', async () => {
    const { user } = await show({ groups, search: '?show=ready&environment=staging' })
    expect(screen.getByRole('heading', { name: 'No group matches' })).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Show all groups' }))
    expect(shown()).toHaveLength(3)
  })
})

describe('the keys', () => {
  it('go along the groups, switch the one with focus, and undo it', async () => {
    const { user, posts } = await show({ groups: [named('auth'), makeGroup()] })
    await user.keyboard('jj')
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Group search in catalog')
    await user.keyboard('s')
    await waitFor(() => expect(posts('/changes')).toHaveLength(1))
    expect(posts('/plans')[0]?.body).toMatchObject({ service: { name: 'search' }, to: 'green' })
    await screen.findByRole('button', { name: 'Undo' })
    await user.keyboard('u')
    await waitFor(() => expect(posts('/plans')[1]?.body).toMatchObject({ kind: 'undo' }))
  })

  it('do nothing before a group is chosen', async () => {
    const { user, posts } = await show()
    await user.keyboard('su')
    expect(posts('/plans')).toHaveLength(0)
  })
})

describe('the clock of a switch', () => {
  it('has one track for new and one for pooled connections, each with its source', async () => {
    const { user } = await show()
    await user.click(screen.getByRole('button', { name: 'Switch to green' }))
    await screen.findByRole('timer')
    const line = (words: string) => screen.getByText(words).parentElement?.textContent
    expect(line('New connections')).toMatch(/^New connections(61|60|59) s left$/)
    expect(line('Pooled connections, lifetime assumed')).toBe('Pooled connections, lifetime assumedup to 31 min')
  })
})
