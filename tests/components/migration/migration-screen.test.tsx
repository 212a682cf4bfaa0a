import { configure, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { MigrationScreen } from '@/components/migration/migration-screen'
import { tookPhaseWords } from '@/components/migration/phase-time-words'
import type { MigrationView } from '@/lib/contract/migrations'
import { makeChange, makePlan } from '../change/changes'
import { type Answer, type Call, problem, startConsoleServer } from '../console-server'
import { renderScreen } from '../render-screen'
import { id, makeMigration, makePhaseChange, service } from './migrations'

// Opening a sheet loads it first.
configure({ asyncUtilTimeout: 10_000 })

const path = `/migrations/prod/checkout/orders-db/${id}`
const lag = () => ({ item: 'lag', by: 'ada', at: new Date(Date.now() - 720_000).toISOString(), evidence: '0.4 s' })
const marked = makePhaseChange('mark', { kind: 'annotate' })

interface Shown {
  look?: (call: Call) => Answer
  act?: (call: Call) => Answer
}

async function show(migration: MigrationView, { look, act }: Shown = {}) {
  const calls = await startConsoleServer({
    [`GET ${path}`]: look ?? (() => ({ body: migration })),
    [`POST ${path}/actions`]: act ?? (() => ({ body: migration })),
    'GET /groups': () => ({ body: { items: [], total: 0, offset: 0 } }),
    'GET /session': () => ({
      body: {
        ...{ identity: { user: 'ada', groups: [], mode: 'loopback' }, can: {}, readOnly: false, confirm: 'needed' },
        signOut: false,
      },
    }),
    'POST /plans': ({ body }) => ({ body: makePlan({ request: body as never }) }),
    'POST /changes': ({ body }) => ({
      status: 201,
      body: makeChange({ id: (body as { changeId: string }).changeId, service, kind: 'edit' }),
    }),
  })
  const { queryClient } = renderScreen(<MigrationScreen migration={{ ...service, id }} />)
  const posts = (to: string) =>
    calls.filter((call) => call.method === 'POST' && call.path === to).map(({ body }) => body)
  return { user: userEvent.setup(), posts, queryClient }
}

const phase = (name: RegExp) => screen.findByRole('listitem', { name })

describe('a migration', () => {
  it('says where it stands: the phase it is at, what is behind it, and what keeps its gate closed', async () => {
    await show(makeMigration({ made: [marked], attestations: [lag()] }))
    expect(await screen.findByRole('heading', { level: 1, name: 'AWS RDS to Neon Postgres' })).toBeDefined()
    const now = await phase(/^Phase 3: Copy the data/)
    expect(now.getAttribute('aria-current')).toBe('step')
    expect(within(await phase(/^Phase 2/)).getByText('done')).toBeDefined()
    expect(within(now).getByText('Gate 3 closed')).toBeDefined()
    expect(screen.getByText('Waits at gate 3')).toBeDefined()
    const gate = screen.getByRole('list', { name: 'Gate 3' })
    expect(within(gate).getByText('The new side is at most a second behind')).toBeDefined()
    expect(within(gate).getByText('Somebody’s word for it has grown old')).toBeDefined()
  })

  it('takes somebody’s word with what proves it, and asks for a fresh one where it has grown old', async () => {
    const { user, posts } = await show(makeMigration({ made: [marked], attestations: [lag()] }))
    const item = await screen.findByRole('listitem', { name: 'The new side is at most a second behind' })
    expect(item.textContent).toContain('0.4 s, but 12 min old')
    await user.click(within(item).getByRole('button', { name: /^Attach again/ }))
    const form = within(within(item).getByRole('form', { name: 'What proves it' }))
    await user.type(form.getByRole('textbox'), '0.2 s, replay_lag')
    await user.click(form.getByRole('button', { name: 'Attach again' }))
    await waitFor(() =>
      expect(posts(`${path}/actions`)).toEqual([{ action: 'attest', item: 'lag', evidence: '0.2 s, replay_lag' }]),
    )
    await waitFor(() => expect(within(item).queryByRole('form')).toBeNull())
  })

  it('says why a word was not taken, and keeps what was typed', async () => {
    const { user } = await show(makeMigration({ made: [marked] }), {
      act: () => ({ status: 403, body: problem(403, 'forbidden', 'ada may not patch services in checkout.') }),
    })
    const item = await screen.findByRole('listitem', { name: 'The old side takes no writes any more' })
    await user.click(within(item).getByRole('button', { name: /^Attest/ }))
    await user.type(within(item).getByRole('textbox'), 'read only')
    await user.click(within(item).getByRole('button', { name: 'Attest' }))
    expect((await within(item).findByRole('alert')).textContent).toBe('ada may not patch services in checkout.')
    expect(within(item).getByDisplayValue('read only')).toBeDefined()
  })

  it('plans the change of its phase in the sheet, and carries it out as a step of that phase', async () => {
    const { user, posts } = await show(makeMigration())
    const [button] = await screen.findAllByRole('button', { name: 'Mark it…' })
    if (button === undefined) throw new Error('no button')
    await user.click(button)
    const sheet = within(await screen.findByRole('dialog'))
    await user.click(await sheet.findByRole('button', { name: 'Annotate' }))
    await waitFor(() => expect(posts('/changes')).toHaveLength(1))
    expect(posts('/plans')[0]).toEqual({ kind: 'annotate', service, annotations: { 'migration-status': 'source' } })
    expect(posts('/changes')[0]).toMatchObject({ migration: { service, id, phase: 'mark' } })
  })

  it('plans several changes of a phase as a set, one step of the phase each', async () => {
    const other = { namespace: 'ledger', name: 'orders' }
    const { user, posts } = await show(
      makeMigration({
        spec: {
          ...{ pattern: 'retarget-many', target: 'new.example.com' },
          waves: [[{ namespace: service.namespace, name: service.name }, other]],
        },
      }),
    )
    const [button] = await screen.findAllByRole('button', { name: 'Plan 2 changes…' })
    if (button === undefined) throw new Error('no button')
    await user.click(button)
    const sheet = within(await screen.findByRole('dialog', { name: 'Change 2 Services' }))
    await sheet.findByText('Everything is settled.')
    await user.click(sheet.getByRole('button', { name: 'Change 2 Services' }))
    await sheet.findByText('All done: 2 of 2 changed.')
    expect(posts('/changes').map((body) => (body as { migration: unknown }).migration)).toEqual([
      { service, id, phase: 'wave-1' },
      { service, id, phase: 'wave-1' },
    ])
  })

  it('shows what takes everything back, the newest first, and plans only the first of it', async () => {
    const made = [marked, makePhaseChange('switch')]
    const { user, posts } = await show(makeMigration({ made }))
    await user.click(await screen.findByRole('button', { name: 'Show undo' }))
    const panel = within(screen.getByRole('region', { name: 'Undo' }))
    expect(panel.getByRole('list', { name: 'Then' }).textContent).toBe('Then undo “Mark the alias as the source”.')
    await user.click(panel.getByRole('button', { name: 'Undo “Switch to the new provider”…' }))
    await waitFor(() => expect(posts('/plans')).toEqual([{ kind: 'undo', service, changeId: made[1]?.id }]))
  })

  it('is abandoned with a reason, and only on purpose with changes in force', async () => {
    const { user, posts } = await show(makeMigration({ made: [marked] }))
    await user.click(await screen.findByRole('button', { name: 'Abandon…' }))
    const form = within(screen.getByRole('form', { name: 'Why it is abandoned' }))
    expect(form.getByRole('button', { name: 'Abandon it' }).getAttribute('aria-disabled')).toBe('true')
    await user.type(form.getByRole('textbox'), 'not this quarter')
    await user.click(form.getByRole('button', { name: 'Keep the change' }))
    await user.click(form.getByRole('button', { name: 'Abandon it' }))
    await waitFor(() =>
      expect(posts(`${path}/actions`)).toEqual([{ action: 'abandon', reason: 'not this quarter', keep: true }]),
    )
  })

  it('that has ended says how, and offers nothing any more', async () => {
    const end = { state: 'abandoned' as const, by: 'bo', at: new Date().toISOString(), reason: 'too early' }
    await show(makeMigration({ end, phase: null }))
    expect((await screen.findByText('It was abandoned.')).parentElement?.textContent).toContain('“too early”')
    expect(screen.queryByRole('button', { name: /Abandon|Show undo|Mark it|Attest/ })).toBeNull()
  })

  it('that is not there any more, or cannot be read, says so', async () => {
    await show(makeMigration(), {
      look: () => ({ status: 404, body: problem(404, 'not-found', 'No migration 2 is recorded.') }),
    })
    expect(await screen.findByRole('heading', { name: 'There is no such migration' })).toBeDefined()
  })

  it('keeps what it knows and says since when, while it cannot be judged again', async () => {
    let looks = 0
    const { queryClient } = await show(makeMigration(), {
      look: () =>
        ++looks === 1
          ? { body: makeMigration() }
          : { status: 403, body: problem(403, 'forbidden', 'ada may not get services in checkout.') },
    })
    await screen.findByRole('heading', { level: 1 })
    await queryClient.refetchQueries({ queryKey: ['migration'] })
    expect((await screen.findByText('This page is not up to date.')).parentElement?.textContent).toContain(
      'ada may not get services in checkout.',
    )
    expect(screen.getByRole('listitem', { name: /^Phase 1/ })).toBeDefined()
  })

  it('leads whoever goes on to the others of the same host', async () => {
    const others = [{ cluster: 'prod', namespace: 'ledger', name: 'orders' }]
    await show(makeMigration({ others }))
    const link = await screen.findByRole('link', { name: 'Migrate these too' })
    expect(link.getAttribute('href')).toContain('service=prod%2Fledger%2Forders&pattern=retarget-many')
  })
})

describe('the time of a phase', () => {
  it('is forecast before it, with what pools take, and beside what it took afterwards', async () => {
    const at = (seconds: number) => new Date(Date.now() - 90_000 + seconds * 1_000).toISOString()
    const switched = makePhaseChange('switch', {
      ...{ at: at(0), madeAt: at(1), provedAt: at(13), forecast: { seconds: 40, pooledSeconds: null } },
    })
    await show(makeMigration({ made: [marked] }))
    const before = await phase(/^Phase 4: Switch to the new provider/)
    expect(before.textContent).toContain('one write, clients within 36 s')
    expect(within(before).getByTitle('New connections follow within 36 s, those in pools: 31 min')).toBeDefined()
    expect((await phase(/^Phase 5: Soak/)).textContent).toContain('1 h')
    const after = makeMigration({ made: [marked, switched] }).phases.find(({ id }) => id === 'switch')
    expect(after && tookPhaseWords(after.time)).toBe('proved after 12 s, clients within 40 s')
  })
})

describe('the two sides of a move', () => {
  const certificate = {
    ...{ subject: 'CN=db', names: [], nameCount: 0, notBefore: null, notAfter: '2027-03-01T00:00:00.000Z' },
    ...{ daysLeft: 92, trust: 'public' as const, fingerprint: 'AA', severity: 'ok' as const },
    ...{ isHostCovered: true, aliasNames: [] },
  }
  const probe = {
    ...{ notProbed: null, port: 5432, portSource: 'spec.ports' as const, tls: 'starttls-postgres' as const },
    ...{ at: new Date().toISOString(), address: '203.0.113.7', problem: null, connectedMs: 9, handshakeMs: 20 },
    ...{ protocol: 'TLSv1.3', connectMs: [9], tlsNameDiagram: null, tlsNameFix: null },
  }
  const verdict = { code: 'OK' as const, severity: 'ok' as const, summary: 'resolves', notes: [] }
  const side = (host: string, issuer: string) => ({
    ...{ host, answers: [{ vantage: 'outside' as const, verdict, addresses: ['203.0.113.7'] }] },
    probe: { ...probe, certificate: { ...certificate, issuer } },
  })
  const unseen = { ...probe, connectedMs: null, handshakeMs: null, certificate: null, notProbed: 'Probing is off' }

  it('stand beside each other before it: what resolves, who answers, and who signs the certificate', async () => {
    const sides = { source: side('old.example', 'CN=Old CA'), target: side('new.example', 'CN=New CA') }
    await show(makeMigration({ made: [marked], sides }))
    const table = within(await phase(/^Phase 3: Copy the data/)).getByRole('table', {
      name: 'Source and target side by side',
    })
    expect(within(table).getByRole('row', { name: 'Issuer CN=Old CA CN=New CA' })).toBeDefined()
    expect(within(table).getByRole('row', { name: /^TCP 203\.0\.113\.7 port 5432 in 9 ms/ })).toBeDefined()
    expect(within(table).getByRole('row', { name: /^Resolves .*outside 203\.0\.113\.7/ })).toBeDefined()
  })

  it('say why one of them was not probed, and that the rest is not known', async () => {
    const target = { ...side('new.example', ''), probe: unseen }
    await show(makeMigration({ made: [marked], sides: { source: side('old.example', 'CN=Old CA'), target } }))
    const table = await screen.findByRole('table', { name: 'Source and target side by side' })
    expect(within(table).getByRole('row', { name: /^TCP .* Probing is off$/ })).toBeDefined()
    expect(within(table).getByRole('row', { name: 'Issuer CN=Old CA not known' })).toBeDefined()
  })
})

describe('what may be changed by choice', () => {
  const clean = { kind: 'annotate' as const, phase: 'close', id: '44444444-4444-4444-8444-444444444444', by: 'grace' }
  const made = [marked, makePhaseChange('switch')]
  const attestations = ['replication', 'first-copy', 'credentials', 'lag', 'fenced'].map((item) => ({ ...lag(), item }))

  it('is offered while it would change something', async () => {
    const seen = new Map([['prod/checkout/orders-db', { annotations: { 'migration-status': 'target' } }]])
    await show(makeMigration({ made: soaked(made), attestations, seen }))
    const closing = await phase(/^Phase 6: Close/)
    expect(within(closing).getByRole('button', { name: 'Remove migration-status…' })).toBeDefined()
  })

  it('says who took it and when, and leads to that change', async () => {
    const taken = [...soaked(made), makePhaseChange('close', clean)]
    await show(makeMigration({ made: taken, attestations, seen: new Map() }))
    const list = within(await phase(/^Phase 6: Close/)).getByRole('list', { name: 'Done by choice in Close' })
    expect(list.textContent).toContain('Remove migration-status')
    expect(list.textContent).toContain('grace')
    expect(within(list).getByRole('button', { name: 'Open the change of orders-db' })).toBeDefined()
    expect(screen.queryByText(/If you like/)).toBeNull()
  })

  it('is not offered where nothing would change', async () => {
    const seen = new Map([['prod/checkout/orders-db', { annotations: {} }]])
    await show(makeMigration({ made: soaked(made), attestations, seen }))
    await phase(/^Phase 6: Close/)
    expect(screen.queryByText(/If you like/)).toBeNull()
  })
})

// Long enough ago that an hour of soak is over.
function soaked(made: ReturnType<typeof makePhaseChange>[]) {
  return made.map((change) => ({ ...change, at: new Date(Date.now() - 7_200_000).toISOString() }))
}
