import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { AliasScreen } from '@/components/service/alias-screen'
import {
  describeQuery,
  manifestQuery,
  resolutionQuery,
  serviceQuery,
  sessionQuery,
  summaryQuery,
} from '@/lib/client/queries'
import { makeQueryClient } from '@/lib/client/query-client'
import type { ResolutionView } from '@/lib/contract/resolution'
import type { ClusterStatus, ServiceDetail } from '@/lib/contract/services'
import type { Session } from '@/lib/contract/session'
import { itsDomain, makeBrokenRow, makePage, makeRow } from '../../lib/client/rows'
import {
  answer,
  brokenInCluster,
  resolution as makeResolution,
  target,
} from '../../lib/domain/diagram/sample-resolution'
import { makeChange, makePlan } from '../change/changes'
import { problem, startConsoleServer } from '../console-server'
import { renderScreen } from '../render-screen'

const service = { cluster: 'prod', namespace: 'finance', name: 'erp' }

function makeDetail(change: Partial<ServiceDetail> = {}): ServiceDetail {
  return {
    row: makeRow({ ...service, target }),
    labels: {},
    annotations: {},
    findings: [],
    group: null,
    lastChange: null,
    permissions: [{ verb: 'patch', resource: 'services', namespace: 'finance', allowed: true }],
    ownerOfField: null,
    useCaseReason: null,
    ownerEvidence: [],
    namedBy: { items: [], total: 0 },
    probe: null,
    inCluster: null,
    loadBalancers: [],
    ...change,
  }
}

interface Shown {
  detail?: ServiceDetail
  resolution?: ResolutionView
  search?: string
  clusters?: ClusterStatus[]
  session?: Session
  routes?: Parameters<typeof startConsoleServer>[0]
}

async function show({
  detail = makeDetail(),
  resolution = makeResolution(brokenInCluster(), answer()),
  search = '',
  clusters = [],
  session,
  routes = {},
}: Shown = {}) {
  const calls = await startConsoleServer(routes)
  const queryClient = makeQueryClient()
  queryClient.setQueryData(serviceQuery(service).queryKey, detail)
  queryClient.setQueryData(resolutionQuery(service).queryKey, resolution)
  queryClient.setQueryData(summaryQuery().queryKey, { ...makePage([]), clusters })
  queryClient.setQueryData(manifestQuery(service).queryKey, 'apiVersion: v1\nkind: Service\n')
  if (session) queryClient.setQueryData(sessionQuery().queryKey, session)
  queryClient.setQueryData(describeQuery(service).queryKey, 'Name:  erp\n')
  const rendered = renderScreen(<AliasScreen service={service} />, {
    path: '/services/prod/finance/erp',
    search,
    queryClient,
  })
  return { ...rendered, calls, user: userEvent.setup() }
}

describe('the page of an alias', () => {
  it('says the verdict, the side and what the other vantage sees', async () => {
    await show()
    const verdict = screen.getByRole('region', { name: 'Verdict' })
    expect(within(verdict).getByRole('heading').textContent).toBe('SERVFAIL_UPSTREAM')
    expect(verdict.textContent).toContain('Our side, not the provider’s. From outside it is 10.40.8.21.')
  })

  it('tells the flow in words beside the picture', async () => {
    await show()
    expect(screen.getByRole('img', { name: /^Service erp in finance leads to erp\.legacy/ })).toBeTruthy()
    expect(screen.getAllByText('From the cluster:').length).toBeGreaterThan(0)
  })

  it('opens a tab by its name and puts it into the URL', async () => {
    const { user, searches } = await show()
    await user.click(screen.getByRole('link', { name: 'Resolution' }))
    expect(screen.getByRole('region', { name: 'From the cluster' })).toBeTruthy()
    expect(searches.at(-1)).toBe('?tab=resolution')
    expect(screen.getByRole('link', { name: 'Resolution' }).getAttribute('aria-current')).toBe('page')
  })

  it('marks the hop whose question failed', async () => {
    await show({ search: '?tab=resolution' })
    const cluster = screen.getByRole('region', { name: 'From the cluster' })
    const hops = within(cluster)
      .getAllByRole('listitem')
      .map((item) => item.textContent)
    expect(hops[0]).toContain('212/300')
    expect(hops[2]).toContain('erp-vip.dc2.company.com')
    expect(hops[2]).toContain('SERVFAIL')
    expect(hops[3]).toContain('no address')
  })

  it('asks now, says that it waits, and shows the new answer', async () => {
    let release: (() => void) | undefined
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const { user } = await show({
      routes: {
        'POST /services/prod/finance/erp/resolution': async () => {
          await held
          return { body: makeResolution(answer({ vantage: 'cluster' }), answer()) }
        },
      },
    })
    await user.click(screen.getByRole('button', { name: 'Ask now' }))
    expect((await screen.findByRole('button', { name: 'Asking…' })).getAttribute('aria-busy')).toBe('true')
    release?.()
    await screen.findByRole('button', { name: 'Ask now' })
    expect(screen.getByRole('region', { name: 'Verdict' }).textContent).toContain('Both vantages agree')
  })

  it('while it asks, shows which vantage it waits for and for which name', async () => {
    const held = Promise.withResolvers<void>()
    const since = '2026-11-23T14:00:00Z'
    const pending = [{ vantage: 'cluster', resolver: '10.96.0.10:53', name: 'erp.svc.company.com', since }] as const
    const { user } = await show({
      routes: {
        'GET /services/prod/finance/erp/resolution': () => ({ body: { ...makeResolution(answer()), pending } }),
        'POST /services/prod/finance/erp/resolution': async () => {
          await held.promise
          return { body: makeResolution(answer({ vantage: 'cluster' }), answer()) }
        },
      },
    })
    await user.click(screen.getByRole('button', { name: 'Ask now' }))
    const waiting = 'Waiting for cluster (10.96.0.10:53) for erp.svc.company.com'
    expect(await screen.findAllByText(waiting, {}, { timeout: 3000 })).not.toHaveLength(0)
    held.resolve()
    await screen.findByRole('button', { name: 'Ask now' })
    expect(screen.queryByText(waiting)).toBeNull()
  })

  it('says of a vantage that there is not why, in its place', async () => {
    const why = 'Same view: the only resolver known is the cluster’s own DNS.'
    const absent = [{ vantage: 'outside' as const, reason: 'same-view' as const, why }]
    await show({ search: '?tab=resolution', resolution: { ...makeResolution(brokenInCluster()), absent } })
    const panel = within(screen.getByRole('region', { name: 'From outside' }))
    expect(panel.getByText('same view')).toBeTruthy()
    expect(panel.getByText(why)).toBeTruthy()
  })

  it('says that a resolver of its cluster answers nobody', async () => {
    const silence = { vantage: 'outside', resolver: '192.0.2.53:53', since: '2026-11-23T14:02:00Z' } as const
    const silentResolvers = [{ ...silence, why: 'no answer within 3 s', replacedBy: null }]
    await show({ clusters: [{ ...itsDomain, name: 'prod', label: 'prod-use1', state: 'live', silentResolvers }] })
    expect(screen.getByText(/The resolver/).closest('[role=status]')?.textContent).toContain('has not answered since')
  })

  it('names the right that a retarget needs', async () => {
    const permissions = ['patch', 'delete'].map((verb) => ({
      ...{ verb, resource: 'services', namespace: 'finance', allowed: false },
    }))
    const session: Session = {
      identity: { user: 'ada', groups: [], mode: 'token' },
      ...{ can: {}, readOnly: false, confirm: 'when-needed' },
    }
    const { user } = await show({ detail: makeDetail({ permissions }), session })
    expect(screen.getByRole('button', { name: 'Retarget…' }).getAttribute('aria-disabled')).toBe('true')
    expect(screen.getByText('patch services')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Role to ask for' }))
    expect((await screen.findByRole('dialog')).textContent).toContain('verbs: [patch, delete]')
  })

  it('never takes a check that failed for a denial', async () => {
    const permissions = [{ verb: 'patch', resource: 'services', namespace: 'finance', allowed: null }]
    await show({ detail: makeDetail({ permissions }) })
    expect(screen.getByRole('button', { name: 'Retarget…' }).getAttribute('aria-disabled')).toBeNull()
  })

  it('draws the view of one vantage, and puts it into the URL', async () => {
    const { user, searches } = await show()
    await user.click(screen.getByRole('button', { name: 'Outside' }))
    expect(screen.queryByText('From the cluster:')).toBeNull()
    expect(screen.getByText('From outside:')).toBeTruthy()
    expect(searches.at(-1)).toBe('?vantage=outside')
    await user.click(screen.getByRole('button', { name: 'Both vantages' }))
    expect(screen.getByText('From the cluster:')).toBeTruthy()
  })

  it('tells how the verdicts changed, newest first, and what was before', async () => {
    const change = {
      vantage: 'cluster',
      severity: 'ok',
      summary: '',
      brokenAt: null,
      terminal: 'a.example.com',
    } as const
    const history = [
      { ...change, at: '2026-11-23T13:00:00Z', code: 'OK', previousCode: null, previousTerminal: null },
      { ...change, at: '2026-11-23T13:10:00Z', code: 'OK', previousCode: 'OK', previousTerminal: 'b.example.com' },
      {
        ...change,
        at: '2026-11-23T13:20:00Z',
        code: 'TIMEOUT',
        severity: 'unknown',
        terminal: null,
        previousCode: 'OK',
        previousTerminal: 'a.example.com',
      },
    ] as const
    await show({ search: '?tab=resolution', resolution: { ...makeResolution(answer()), history: [...history] } })
    const list = within(screen.getByRole('list', { name: 'Changes of the verdict' }))
    const said = list.getAllByRole('listitem').map((item) => item.textContent)
    expect(said[0]).toContain('No answer, was: resolves')
    expect(said[1]).toContain('Terminal name a.example.com, was b.example.com')
    expect(said).toHaveLength(2)
  })

  it('says that its cluster does not answer, and nothing of other clusters', async () => {
    const stale = { ...itsDomain, state: 'stale', since: '2026-11-23T13:00:00Z' } as const
    const clusters = [
      { name: 'prod', label: 'prod-use1', ...stale },
      { name: 'edge', label: 'edge-aps1', ...stale },
    ]
    await show({ clusters })
    expect(screen.getByText('prod-use1')).toBeTruthy()
    expect(screen.queryByText('edge-aps1')).toBeNull()
  })

  it('gives the snippet of a client that its port speaks, and keeps client and name in the URL', async () => {
    const row = makeRow({ ...service, target, ports: [{ name: null, port: 5432, protocol: 'TCP' }] })
    const { user, searches } = await show({ search: '?tab=manifest', detail: makeDetail({ row }) })
    const snippet = (client: string) => screen.getByRole('region', { name: `Snippet for ${client}` })
    expect(snippet('psql').textContent).toContain('PGSSLMODE=verify-full')
    await user.click(screen.getByRole('button', { name: 'Env' }))
    expect(snippet('Env').textContent).toContain('value: "erp.finance.svc.cluster.local"')
    expect(screen.queryByText(/works in namespace finance only/)).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Short name' }))
    expect(snippet('Env').textContent).toContain('value: "erp"')
    expect(screen.getByText('The short name works in namespace finance only.')).toBeTruthy()
    expect(searches.at(-1)).toBe('?tab=manifest&client=Env&name=short')
  })

  it('marks the lines that are there for a certificate without the name of the alias, and says what they do', async () => {
    const row = makeRow({ ...service, target, ports: [{ name: 'https', port: 443, protocol: 'TCP' }] })
    await show({ search: '?tab=manifest&client=Node', detail: makeDetail({ row }) })
    const marks = [...screen.getByRole('region', { name: 'Snippet for Node' }).querySelectorAll('mark')]
    expect(marks.map(({ textContent }) => textContent)).toEqual([
      `  servername: "${target}",`,
      `  headers: { Host: "${target}" },`,
    ])
    expect(screen.getByText(/ask for the certificate and the host of the target/)).toBeTruthy()
    expect(screen.getAllByText(/assumed that the certificate names the target/).length).toBeGreaterThan(0)
  })

  it('says that the Service was deleted while it is open, and keeps what was seen', async () => {
    const { queryClient } = await show()
    await act(() => queryClient.invalidateQueries({ queryKey: serviceQuery(service).queryKey }))
    expect(await screen.findByText('This Service was deleted.')).toBeTruthy()
    expect(screen.getByRole('heading', { name: 'erp' })).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Retarget…' })).toBeNull()
  })

  it('offers to ask only while there is a Service to ask for', async () => {
    const { queryClient } = await show({ search: '?tab=resolution' })
    expect(screen.getAllByRole('button', { name: 'Ask now' }).length).toBeGreaterThan(1)
    await act(() => queryClient.invalidateQueries({ queryKey: serviceQuery(service).queryKey }))
    await screen.findByText('This Service was deleted.')
    expect(screen.queryByRole('button', { name: 'Ask now' })).toBeNull()
    expect(screen.getByRole('region', { name: 'From the cluster' })).toBeTruthy()
  })

  it('shows hostile names, annotations and targets as text and makes no link of them', async () => {
    const hostile = '<img src=x onerror=alert(1)>\u202e'
    const { container } = await show({
      detail: makeDetail({
        row: makeBrokenRow({ ...service, target: hostile, owner: { value: hostile, source: hostile } }),
        annotations: {
          description: hostile,
          'a8r.io/runbook': 'javascript:alert(1)',
          'a8r.io/chat': 'https://chat.example.com/x',
        },
      }),
      resolution: {
        ...makeResolution(answer({ hops: [], brokenAt: hostile })),
        serviceName: hostile,
        target: hostile,
      },
    })
    expect(container.querySelector('img[src]')).toBeNull()
    expect(container.textContent).toContain('\\u{202e}')
    expect(screen.getByText('javascript:alert(1)').closest('a')).toBeNull()
    expect(screen.getByRole('link', { name: 'https://chat.example.com/x' }).getAttribute('rel')).toBe('noreferrer')
  })
})

describe('a retarget', () => {
  it('complains about a target that is no name before it asks anyone', async () => {
    const { user, calls } = await show()
    await user.click(screen.getByRole('button', { name: 'Retarget…' }))
    const field = await screen.findByRole('textbox', { name: 'New target' })
    await user.clear(field)
    await user.type(field, 'not a name')
    await user.click(screen.getByRole('button', { name: 'Plan the change' }))
    expect((await screen.findByRole('alert')).textContent).toMatch(/^The target is not a DNS name: /)
    expect(calls.filter(({ path }) => path === '/plans')).toEqual([])
  })

  it('leads a target that the API server refuses back to its field', async () => {
    const causes = [{ field: 'target', message: 'must be lower case' }]
    const { user } = await show({
      routes: { 'POST /plans': () => ({ status: 422, body: problem(422, 'unprocessable', 'Refused.', { causes }) }) },
    })
    await user.click(screen.getByRole('button', { name: 'Retarget…' }))
    await user.click(await screen.findByRole('button', { name: 'Plan the change' }))
    expect((await screen.findByRole('alert')).textContent).toBe('target: must be lower case')
  })
})

describe('an external name that is an address', () => {
  const ports = [{ name: 'web', port: 80, protocol: 'TCP' }]
  const literal = makeDetail({ row: makeRow({ ...service, target: '203.0.113.9', ports }) })

  it('is offered to be pointed at addresses; a name is not', async () => {
    await show({ detail: literal })
    expect(screen.getByRole('button', { name: 'Point at addresses…' })).toBeTruthy()
    cleanup()
    await show()
    expect(screen.queryByRole('button', { name: 'Point at addresses…' })).toBeNull()
  })

  it('asks for addresses and ports, with its own as a start, and plans what they say', async () => {
    const { user, calls } = await show({ detail: literal })
    await user.click(screen.getByRole('button', { name: 'Point at addresses…' }))
    const field = await screen.findByRole('textbox', { name: 'Addresses' })
    expect(field).toHaveProperty('value', '203.0.113.9')
    await user.type(field, '{Enter}2001:db8::9')
    await user.type(screen.getByRole('textbox', { name: 'Target port 1' }), '8080')
    await user.click(screen.getByRole('button', { name: 'Add a port' }))
    await user.type(screen.getByRole('textbox', { name: 'Name of port 2' }), 'dns')
    await user.type(screen.getByRole('textbox', { name: 'Port 2' }), '53')
    await user.selectOptions(screen.getByRole('combobox', { name: 'Protocol of port 2' }), 'UDP')
    await user.click(screen.getByRole('button', { name: 'Plan the change' }))
    await waitFor(() => expect(calls.find(({ path }) => path === '/plans')?.body).toBeTruthy())
    expect(calls.find(({ path }) => path === '/plans')?.body).toEqual({
      kind: 'to-headless',
      service,
      addresses: ['203.0.113.9', '2001:db8::9'],
      ports: [
        { name: 'web', port: 80, protocol: 'TCP', targetPort: 8080 },
        { name: 'dns', port: 53, protocol: 'UDP' },
      ],
    })
  })

  it('leads the keyboard to a port that is added, and on from one that is removed', async () => {
    const { user } = await show({ detail: literal })
    await user.click(screen.getByRole('button', { name: 'Point at addresses…' }))
    const add = await screen.findByRole('button', { name: 'Add a port' })
    add.focus()
    await user.keyboard('{Enter}')
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Name of port 2' }))
    screen.getByRole('button', { name: 'Remove port 2' }).focus()
    await user.keyboard('{Enter}')
    expect(screen.queryByRole('button', { name: 'Remove port 2' })).toBeNull()
    expect(document.activeElement).toBe(add)
  })

  it('keeps its sheet open when the Service is no alias any more', async () => {
    const { user, queryClient } = await show({ detail: literal })
    await user.click(screen.getByRole('button', { name: 'Point at addresses…' }))
    await screen.findByRole('textbox', { name: 'Addresses' })
    const row = { ...literal.row, type: 'ClusterIP' as const, target: null }
    act(() => queryClient.setQueryData(serviceQuery(service).queryKey, { ...literal, row }))
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Retarget…', hidden: true })).toBeNull())
    expect(screen.getByRole('textbox', { name: 'Addresses' })).toBeTruthy()
  })

  it('complains about what is no address or no port before it asks anyone', async () => {
    const { user, calls } = await show({ detail: literal })
    await user.click(screen.getByRole('button', { name: 'Point at addresses…' }))
    const field = await screen.findByRole('textbox', { name: 'Addresses' })
    await user.type(field, ' db.example.com')
    await user.click(screen.getByRole('button', { name: 'Plan the change' }))
    expect((await screen.findByRole('alert')).textContent).toContain('Address 2: Invalid value: "db.example.com"')
    await user.clear(field)
    await user.type(field, '203.0.113.9')
    await user.clear(screen.getByRole('textbox', { name: 'Port 1' }))
    await user.click(screen.getByRole('button', { name: 'Plan the change' }))
    expect((await screen.findByRole('alert')).textContent).toBe('Port 1 must be a whole number from 1 to 65535.')
    expect(field.getAttribute('aria-invalid')).toBe('false')
    const port = screen.getByRole('textbox', { name: 'Port 1' })
    expect([port.getAttribute('aria-invalid'), port.getAttribute('aria-describedby')]).toEqual([
      'true',
      screen.getByRole('alert').id,
    ])
    expect(calls.filter(({ path }) => path === '/plans')).toEqual([])
  })
})

describe('a Service that leads to addresses', () => {
  const row = makeRow({ ...service, type: 'ClusterIP', target: null })
  const to = { type: 'ClusterIP' as const, target: null, addresses: ['203.0.113.9', '2001:db8::9'] }
  const resolution = { ...makeResolution(), target: '' }
  const lastChange = makeChange({ kind: 'to-headless', service, state: 'soaking', to })

  it('says that it has no external name any more and which addresses it was given, and asks DNS for nothing', async () => {
    await show({ detail: makeDetail({ row, lastChange }), resolution })
    expect(screen.getByText('No external name')).toBeTruthy()
    expect(screen.getByText('203.0.113.9, 2001:db8::9')).toBeTruthy()
    expect(screen.getByText(/the addresses of its EndpointSlices/)).toBeTruthy()
    expect(screen.queryByText('Not asked')).toBeNull()
    expect(screen.queryByRole('button', { name: 'Ask now' })).toBeNull()
  })

  it.each(['reverted', 'undone', 'not-applied'] as const)(
    'claims no addresses of a change that is %s',
    async (state) => {
      await show({ detail: makeDetail({ row, lastChange: { ...lastChange, state } }), resolution })
      expect(screen.getByText('no external name any more')).toBeTruthy()
      expect(screen.queryByText(/203\.0\.113\.9/)).toBeNull()
    },
  )
})

describe('the deletion of an alias', () => {
  it('keeps its sheet open, with its undo, once the Service is gone', async () => {
    let isDeleted = false
    const request = { kind: 'delete' as const, service }
    const { queryClient } = await show({
      routes: {
        'GET /services/prod/finance/erp': () =>
          isDeleted ? { status: 404, body: problem(404, 'not-found', 'It is gone.') } : { body: makeDetail() },
        'POST /plans': () => ({
          body: makePlan({ request, prechecks: [], from: { type: 'ExternalName', target } }),
        }),
        'POST /changes': () => {
          isDeleted = true
          return { status: 201, body: makeChange({ ...request, state: 'completed' }) }
        },
      },
    })
    await userEvent.click(screen.getByRole('button', { name: 'Delete…' }))
    const sheet = within(await screen.findByRole('dialog', { name: /^Delete erp/ }))
    await userEvent.click(await sheet.findByRole('button', { name: /^Delete/ }))
    await act(() => queryClient.invalidateQueries({ queryKey: serviceQuery(service).queryKey }))
    await screen.findByText('This Service was deleted.')
    expect(
      within(screen.getByRole('dialog', { name: /^Delete erp/ })).getByRole('button', { name: /^Undo/ }),
    ).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Delete…' })).toBeNull()
  })
})
