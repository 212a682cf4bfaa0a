import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { EnvironmentsScreen } from '@/components/environment/environments-screen'
import type { EnvironmentsExport } from '@/lib/contract/environments'
import { type Answer, problem, startConsoleServer } from '../console-server'
import { renderScreen } from '../render-screen'
import { alike, makePage, reports } from './environments'

const exported: EnvironmentsExport = {
  files: [
    { path: 'base/services.yaml', text: 'kind: Service\n' },
    { path: 'overlays/production/kustomization.yaml', text: 'namespace: shop\n' },
  ],
  services: 3,
  leftOut: [{ service: { cluster: 'prod', namespace: 'x', name: 'y' }, why: 'It is gone.' }],
  leftOutTotal: 1,
}

/** JSON is YAML: a text as the API gives it would be quoted by the server of these tests. */
const manifest = {
  ...{ apiVersion: 'v1', kind: 'Service' },
  metadata: { name: 'db', namespace: 'shop-dev', labels: { environment: 'dev', team: 'shop' } },
  spec: {
    ...{ type: 'ExternalName', externalName: 'dev-db.company.com' },
    ports: [{ port: 5432, appProtocol: 'postgres' }],
  },
}

async function show(
  answer: Answer = { body: makePage(reports, alike) },
  search = '',
  files: Answer = { body: exported },
) {
  const calls = await startConsoleServer({
    'GET /environments': () => answer,
    'GET /environments/export': () => files,
    'GET /services/prod/shop-dev/db/manifest': () => ({ body: manifest }),
  })
  const { searches } = renderScreen(<EnvironmentsScreen />, { search, path: '/environments' })
  return { user: userEvent.setup(), searches, calls }
}

const rows = async () =>
  within(await screen.findByRole('list', { name: 'Dependencies by environment' })).getAllByRole('listitem')

describe('the matrix of environments', () => {
  it('shows each dependency with its target in each environment, as links to the aliases', async () => {
    await show()
    const [first] = await rows()
    const links = within(first ?? document.body).getAllByRole('link')
    expect(links.map((link) => link.getAttribute('href'))).toEqual([
      '/services/prod/shop-dev/db',
      '/services/prod/shop/db',
    ])
    expect(first?.textContent).toContain('No sibling in staging')
    expect(links[1]?.textContent).toContain('A development host')
  })

  it('says how many stand out, and how many aliases have no environment', async () => {
    await show()
    expect(
      await screen.findByText('2 dependencies: 1 stand out, 1 alike; 4 aliases without an environment'),
    ).toBeDefined()
  })

  it('unfolds why a row stands out, with the evidence, and keeps it in the address', async () => {
    const { user, searches } = await show()
    const name = await screen.findByRole('button', { name: /db/, expanded: false })
    await user.click(name)
    const why = await screen.findByRole('region', { name: 'Why it stands out' })
    expect(why.textContent).toContain('production: A development host"dev" is the word of development')
    expect(why.textContent).toContain('staging: No sibling in staging2 of 3 environments have it')
    expect(screen.getByRole('region', { name: 'What is compared' }).textContent).toContain(
      'your own domain company.com, 1 label before it',
    )
    expect(searches.at(-1)).toBe('?open=shop/db')
  })

  it('plans the promotion to the next environment with its word replaced, in the sheet of a change', async () => {
    const { user, searches } = await show(undefined, '?open=shop/db')
    const promotions = await screen.findByRole('list', { name: 'Promotions' })
    expect(promotions.textContent).toContain('now externalName: dev-db.company.com')
    expect(promotions.textContent).toContain('then externalName: prod-db.company.com')
    await user.click(within(promotions).getByRole('button', { name: 'Promote to production…' }))
    expect(JSON.parse(new URLSearchParams(searches.at(-1)).get('plan') ?? '')).toEqual({
      kind: 'retarget',
      service: { cluster: 'prod', namespace: 'shop', name: 'db' },
      target: 'prod-db.company.com',
    })
  })

  it('promotes nothing over Services that lead into the cluster', async () => {
    await show(undefined, '?open=shop/api')
    await screen.findByRole('region', { name: 'What is compared' })
    expect(screen.queryByRole('list', { name: 'Promotions' })).toBeNull()
  })

  it('promotes into an environment that lacks the alias: made from that of the one before, in the namespace of its system', async () => {
    const [development, staging, production] = reports.cells
    const cells = [development, { ...staging, home: { cluster: 'prod', namespace: 'shop-stg' } }, production]
    const row = { ...reports, cells: cells as typeof reports.cells }
    const { user, searches } = await show({ body: makePage(row) }, '?open=shop/db')
    const promotions = await screen.findByRole('list', { name: 'Promotions' })
    expect(promotions.textContent).toContain('new Service shop-stg/db')
    expect(promotions.textContent).toContain('then externalName: stg-db.company.com')
    await user.click(within(promotions).getByRole('button', { name: 'Promote to staging…' }))
    await waitFor(() => expect(searches.at(-1)).toContain('plan='))
    expect(JSON.parse(new URLSearchParams(searches.at(-1)).get('plan') ?? '')).toMatchObject({
      ...{ kind: 'create', service: { cluster: 'prod', namespace: 'shop-stg', name: 'db' } },
      manifest: {
        metadata: { labels: { environment: 'staging', team: 'shop' } },
        spec: { externalName: 'stg-db.company.com', ports: [{ port: 5432, appProtocol: 'postgres' }] },
      },
    })
  })

  it('says which tool keeps an alias, and where it leads elsewhere than before', async () => {
    const [first, ...others] = reports.cells
    const entries = first?.entries.map((entry) => ({ ...entry, keptBy: 'Argo CD', drift: 'a.dev, before b.dev' })) ?? []
    await show({
      body: makePage({ ...reports, cells: [{ ...(first as NonNullable<typeof first>), entries }, ...others] }),
    })
    const [line] = await rows()
    expect(line?.textContent).toContain('kept by Argo CD')
    expect(line?.textContent).toContain('Leads elsewhere than before: a.dev, before b.dev')
  })

  it('walks the rows by j and k, and unfolds the one with the focus by Enter', async () => {
    const { user } = await show()
    await rows()
    await user.keyboard('jjk')
    expect(document.activeElement?.textContent).toContain('db')
    await user.keyboard('j{Enter}')
    expect(document.activeElement?.textContent).toContain('api')
    expect(document.activeElement?.getAttribute('aria-expanded')).toBe('true')
  })

  it('asks for what stands out, for an owner and for words, as the address says', async () => {
    const { user, calls, searches } = await show(undefined, '?q=shop')
    await user.click(await screen.findByRole('button', { name: 'Stand out 1' }))
    await user.selectOptions(screen.getByRole('combobox', { name: 'Owner' }), 'Nobody')
    expect(searches.at(-1)).toBe('?q=shop&state=stands-out&owner=none')
    await waitFor(() => {
      const query = calls.at(-1)?.query
      expect([query?.get('q'), query?.get('state'), query?.get('owner')]).toEqual(['shop', 'stands-out', 'none'])
    })
  })

  it('shows the export file by file, says what is left out, and leads to the archive with the same filters', async () => {
    const { user, calls } = await show(undefined, '?export=true&owner=shop-team')
    const sheet = await screen.findByRole('dialog', { name: 'Export Kustomize' })
    const shown = await within(sheet).findByRole('region', { name: 'overlays/production/kustomization.yaml' })
    expect(shown.textContent).toBe('namespace: shop')
    await user.click(within(sheet).getByRole('button', { name: 'base/services.yaml' }))
    expect(within(sheet).getByRole('region', { name: 'base/services.yaml' }).textContent).toContain('kind: Service')
    expect(within(sheet).getByRole('button', { name: 'Copy base/services.yaml' })).toBeDefined()
    expect(within(sheet).getByText('x/y: It is gone.')).toBeDefined()
    expect(within(sheet).getByRole('link', { name: 'Download tar' }).getAttribute('href')).toBe(
      '/api/v1/environments/export?owner=shop-team&format=tar',
    )
    expect(calls.find(({ path }) => path === '/environments/export')?.query.get('format')).toBe('json')
  })

  it('says why there is no export', async () => {
    const body = problem(422, 'too-many', 'These are 4000 Services, and one export takes 1000.')
    const refused = { status: 422, body }
    await show(undefined, '?export=true', refused)
    expect((await screen.findByRole('alert')).textContent).toContain('one export takes 1000')
  })

  it('says how an environment is read where no alias has one', async () => {
    await show({ body: { ...makePage(), environments: [], states: { ...makePage().states, all: 0 } } })
    expect(await screen.findByRole('heading', { name: 'No environment to compare' })).toBeDefined()
    expect(screen.getByText(/4 aliases have no environment/)).toBeDefined()
  })

  it('leads out of filters that leave nothing', async () => {
    const { user, searches } = await show({ body: makePage() }, '?state=missing&owner=x')
    await user.click(await screen.findByRole('button', { name: 'Show all of them' }))
    expect(searches.at(-1)).toBe('')
  })

  it('tells what is not there when the list cannot be read', async () => {
    await show({ status: 503, body: problem(503, 'unavailable', 'The cluster does not answer.') })
    expect((await screen.findByRole('alert')).textContent).toBe('The cluster does not answer.')
  })

  it('leads to the next page', async () => {
    const { user, searches } = await show({ body: { ...makePage(reports, alike), total: 150 } })
    await user.click(await screen.findByRole('button', { name: 'Next' }))
    expect(searches.at(-1)).toBe('?from=2')
  })
})
