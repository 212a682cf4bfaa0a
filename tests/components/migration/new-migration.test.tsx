import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { NewMigrationScreen } from '@/components/migration/new-migration-screen'
import type { MigrationsPage } from '@/lib/contract/migrations'
import type { Row } from '@/lib/contract/row'
import type { ServiceDetail } from '@/lib/contract/services'
import { makeDependency, makeDependencyDetail } from '../../lib/client/dependencies'
import { makePage, makeRow } from '../../lib/client/rows'
import { makePlan } from '../change/changes'
import { type Answer, problem, startConsoleServer } from '../console-server'
import { renderScreen } from '../render-screen'
import { makeMigration, makeSummary, service } from './migrations'

const source = 'orders.abc.eu-central-1.rds.amazonaws.com'
const search = '?service=prod/checkout/orders-db'
const workload = {
  ...{ kind: 'StatefulSet', name: 'orders-pg', replicas: 3, readyReplicas: 3, rollout: null, serviceName: 'orders-pg' },
  selector: { app: 'orders-pg' },
  ports: [{ container: 'pg', name: 'pg', number: 5432, protocol: 'TCP' }],
  images: ['postgres:17'],
}

function detailOf(row: Row): ServiceDetail {
  return {
    ...{ row, labels: {}, annotations: {}, findings: [], group: null, lastChange: null, permissions: [] },
    ...{
      ownerOfField: null,
      useCaseReason: null,
      ownerEvidence: [],
      namedBy: { items: [], total: 0 },
      probe: null,
      inCluster: null,
      loadBalancers: [],
    },
  }
}

interface Shown {
  row?: Partial<Row>
  search?: string
  workloads?: Answer
  open?: MigrationsPage['items']
  aliases?: Row[]
}

async function show(given: Shown = {}) {
  const row = makeRow({ ...service, target: source, ...given.row })
  const rows = given.aliases ?? [row]
  const calls = await startConsoleServer({
    'GET /services': () => ({ body: makePage(rows) }),
    'GET /services/prod/checkout/orders-db': () => ({ body: detailOf(row) }),
    'GET /migrations': () => ({
      body: { items: given.open ?? [], total: given.open?.length ?? 0, offset: 0, partial: [] },
    }),
    'GET /workloads': () => given.workloads ?? { body: { items: [workload], isWhole: true } },
    'GET /dependencies/*': () => ({
      body: makeDependencyDetail({
        dependency: makeDependency({ host: source }),
        aliases: { items: rows, total: rows.length },
      }),
    }),
    'POST /plans': ({ body }) => ({ body: makePlan({ request: body as never }) }),
    'POST /migrations': () => ({ status: 201, body: makeMigration() }),
  })
  const gone: string[] = []
  renderScreen(<NewMigrationScreen />, {
    ...{ search: given.search ?? search, path: '/migrations/new' },
    onNavigate: (href) => gone.push(href),
  })
  const begun = () => calls.find(({ method, path }) => method === 'POST' && path === '/migrations')?.body
  return { user: userEvent.setup(), begun, gone, calls }
}

const begin = () => screen.getByRole('button', { name: 'Begin the migration' })

describe('the wizard of a migration', () => {
  it('says of each pattern what it is for, or why it does not fit this Service', async () => {
    await show()
    const address = await screen.findByRole('radio', { name: /^Address to headless Service/ })
    expect(address.closest('label')?.textContent).toContain('It leads to a name, not to an IP address.')
    expect((address as HTMLInputElement).disabled).toBe(true)
    expect((screen.getByRole('radio', { name: /^External to internal/ }) as HTMLInputElement).checked).toBe(true)
  })

  it('asks for a Service that is no alias without a read that fails', async () => {
    const { calls } = await show({ aliases: [] })
    const radio = await screen.findByRole('radio', { name: /^Internal to external/ })
    expect((radio as HTMLInputElement).checked).toBe(true)
    const asked = calls.find(({ path, query }) => path === '/services' && query.get('name') === 'orders-db')
    expect(asked?.query.get('namespace')).toBe('checkout')
    expect(calls.some(({ path }) => path === '/services/prod/checkout/orders-db')).toBe(false)
  })

  it('begins with an address where the target is one', async () => {
    await show({ row: { target: '10.20.0.9', ports: [{ name: 'raw', port: 9100, protocol: 'TCP' }] } })
    const radio = await screen.findByRole('radio', { name: /^Address to headless Service/ })
    expect((radio as HTMLInputElement).checked).toBe(true)
    expect(screen.getByRole('textbox', { name: 'Addresses' })).toHaveProperty('value', '10.20.0.9')
    expect(begin().getAttribute('aria-disabled')).toBeNull()
  })

  it('takes labels and ports from the workload that is chosen, and begins with them', async () => {
    const { user, begun, gone, calls } = await show()
    await screen.findByRole('option', { name: 'StatefulSet orders-pg · 3 of 3 ready' })
    expect(begin().getAttribute('aria-disabled')).toBe('true')
    await user.selectOptions(screen.getByRole('combobox', { name: 'Workload' }), 'StatefulSet orders-pg')
    expect(screen.getByRole('textbox', { name: 'Selector' })).toHaveProperty('value', 'app=orders-pg')
    await screen.findByText('1 check holds')
    await user.click(begin())
    await waitFor(() => expect(gone).toHaveLength(1))
    expect(gone[0]).toBe('/migrations/prod/checkout/orders-db/22222222-2222-4222-8222-222222222222')
    expect(begun()).toMatchObject({
      ...{ service, soakMinutes: 1440 },
      spec: {
        ...{ pattern: 'external-to-internal', workload: 'StatefulSet orders-pg', selector: { app: 'orders-pg' } },
        ports: [{ name: 'pg', port: 5432, protocol: 'TCP', targetPort: 'pg' }],
        isHeadless: false,
      },
    })
    expect(calls.find(({ path }) => path === '/plans')?.body).toMatchObject({ kind: 'to-cluster-ip' })
  })

  it('names the right that listing workloads lacks, and goes on by hand', async () => {
    const { user } = await show({
      workloads: { status: 403, body: problem(403, 'forbidden', 'ada may not list statefulsets in checkout.') },
    })
    expect(await screen.findByText('A right is missing to list them')).toBeDefined()
    expect(screen.getByText('ada may not list statefulsets in checkout.')).toBeDefined()
    await user.type(screen.getByRole('textbox', { name: 'Selector' }), 'app=orders-pg')
    await user.click(screen.getByRole('button', { name: 'Add a port' }))
    await user.type(screen.getByRole('textbox', { name: 'Port 1' }), '5432')
    await waitFor(() => expect(begin().getAttribute('aria-disabled')).toBeNull())
  })

  it('drafts a database to apply oneself, and leads to its pods', async () => {
    const { user } = await show()
    await user.click(await screen.findByRole('button', { name: 'Get a draft of a database' }))
    const draft = within(screen.getByRole('region', { name: 'Draft of a database' }))
    expect(draft.getByRole('region', { name: 'Draft as YAML' }).textContent).toContain('kind: StatefulSet')
    await user.click(draft.getByRole('button', { name: 'Lead to its pods' }))
    expect(screen.getByRole('textbox', { name: 'Selector' })).toHaveProperty(
      'value',
      'app.kubernetes.io/name=orders-db-db',
    )
  })

  it('puts the aliases of a host in waves, development first, and lets each be moved', async () => {
    const row = (name: string, environment: string) => makeRow({ ...service, name, target: source, environment })
    const { user, begun, gone } = await show({
      ...{ search: `?host=${source}&pattern=retarget-many&target=new.example.com` },
      aliases: [row('live', 'production'), row('trial', 'development'), row('spare', 'production')],
    })
    const wave = (name: string) => screen.getByRole('combobox', { name: `Wave of ${name} in checkout` })
    await screen.findByRole('combobox', { name: 'Wave of trial in checkout' })
    expect([wave('trial'), wave('live')].map((each) => (each as HTMLSelectElement).value)).toEqual(['1', '2'])
    await user.selectOptions(wave('spare'), 'Left out')
    await user.click(begin())
    await waitFor(() => expect(gone).toHaveLength(1))
    expect(begun()).toMatchObject({
      service: { ...service, name: 'trial' },
      spec: {
        target: 'new.example.com',
        waves: [[{ namespace: 'checkout', name: 'trial' }], [{ namespace: 'checkout', name: 'live' }]],
      },
    })
  })

  it('begins no second one while one is open, and leads there', async () => {
    await show({ open: [makeSummary()], search: `${search}&pattern=blue-green&target=new.example.com` })
    expect(await screen.findByText('A migration of this Service is open already.')).toBeDefined()
    expect(begin().getAttribute('aria-disabled')).toBe('true')
    expect(screen.getByRole('link', { name: 'Open it' }).getAttribute('href')).toContain('/migrations/prod/checkout')
  })

  it('asks what is to be migrated where nothing says it', async () => {
    const { user } = await show({ search: '' })
    expect(await screen.findByRole('button', { name: /^orders-db/ })).toBeDefined()
    await user.type(screen.getByRole('textbox', { name: 'What is to be migrated' }), 'shops/till')
    expect(await screen.findByRole('button', { name: /^The Service till in shops/ })).toBeDefined()
  })
})
