import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { EditAliasScreen } from '@/components/manifest/edit-alias-screen'
import { manifestQuery } from '@/lib/client/queries'
import type { ServiceDetail } from '@/lib/contract/services'
import { makeRow } from '../../lib/client/rows'
import { problem } from '../console-server'
import { showEditor } from './show-editor'

const service = { cluster: 'prod', namespace: 'shop', name: 'orders-db' }
const path = '/services/prod/shop/orders-db'

const stored = `apiVersion: v1
kind: Service
metadata:
  name: orders-db
  namespace: shop
  labels:
    environment: production
spec:
  type: ExternalName
  externalName: db.example.com
  ports:
    - name: postgres
      port: 5432
      protocol: TCP
      targetPort: 5432
`

function makeDetail(change: Partial<ServiceDetail> = {}): ServiceDetail {
  return {
    row: makeRow({ ...service, target: 'db.example.com', serviceName: 'orders-db.shop.svc.cluster.local' }),
    ...{ labels: {}, annotations: {}, findings: [], group: null, lastChange: null, ownerOfField: null },
    permissions: [{ verb: 'patch', resource: 'services', namespace: 'shop', allowed: true }],
    ...{ useCaseReason: null, ownerEvidence: [], namedBy: { items: [], total: 0 }, probe: null, inCluster: null },
    loadBalancers: [],
    ...change,
  }
}

async function show(detail: ServiceDetail = makeDetail()) {
  const shown = await showEditor(<EditAliasScreen service={service} />, {
    search: '',
    routes: { [`GET ${path}`]: () => ({ body: detail }) },
  })
  act(() => shown.queryClient.setQueryData(manifestQuery(service).queryKey, stored))
  await screen.findByRole('heading', { name: 'Edit orders-db' })
  return shown
}

const yaml = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Manifest as YAML' })
const plan = () => screen.getByRole('button', { name: /^Plan the edit/ })

describe('an alias that is edited', () => {
  it('starts as it is stored, with nothing to plan', async () => {
    await show()
    expect((await yaml()).value).toBe(stored)
    expect(plan().getAttribute('aria-disabled')).toBe('true')
    expect(screen.getAllByText('Nothing differs from the alias as it is stored.')).toHaveLength(2)
  })

  it('is planned with exactly what differs', async () => {
    const { calls } = await show()
    const text = await yaml()
    fireEvent.change(screen.getByRole('textbox', { name: 'Target' }), { target: { value: 'new.example.com' } })
    fireEvent.change(screen.getByRole('combobox', { name: 'Environment' }), { target: { value: '' } })
    fireEvent.change(screen.getByRole('combobox', { name: 'Owner' }), { target: { value: 'shop' } })
    expect(text.value).not.toContain('labels')
    await waitFor(() => expect(plan().getAttribute('aria-disabled')).toBeNull())
    await userEvent.click(plan())
    await screen.findByRole('dialog', { name: /Edit orders-db/ })
    expect(calls.findLast(({ path: at }) => at === '/plans')?.body).toEqual({
      ...{ kind: 'edit', service, target: 'new.example.com' },
      ...{ labels: { environment: null }, annotations: { 'a8r.io/owner': 'shop' } },
    })
  })

  it('says at the field what an edit cannot carry, and what to do instead', async () => {
    await show()
    fireEvent.change(await yaml(), {
      target: {
        value: stored.replace('name: orders-db', 'name: orders').replace('type: ExternalName', 'type: ClusterIP'),
      },
    })
    expect(screen.getByText(/A Service cannot be renamed: create an alias of the new name/)).toBeTruthy()
    expect(screen.getByText(/Another type is a migration/)).toBeTruthy()
    expect(plan().getAttribute('aria-disabled')).toBe('true')
  })

  it('keeps what was written when the alias changes meanwhile, and offers what is stored now', async () => {
    const { queryClient } = await show()
    fireEvent.change(await yaml(), { target: { value: stored.replace('db.example.com', 'mine.example.com') } })
    act(() =>
      queryClient.setQueryData(manifestQuery(service).queryKey, stored.replace('db.example.com', 'theirs.example.com')),
    )
    expect(await screen.findByText('The alias changed while you wrote.')).toBeTruthy()
    expect((await yaml()).value).toContain('mine.example.com')
    await userEvent.click(screen.getByRole('button', { name: 'Start from what is stored' }))
    expect((await yaml()).value).toContain('theirs.example.com')
  })

  it('says which right is missing', async () => {
    await show(
      makeDetail({ permissions: [{ verb: 'patch', resource: 'services', namespace: 'shop', allowed: false }] }),
    )
    const banner = await screen.findByText('You may not edit this alias.')
    expect(within(banner.closest('div') ?? banner).getByText('patch services')).toBeTruthy()
  })

  it('is not edited once it is of another type, or gone', async () => {
    await show(makeDetail({ row: makeRow({ ...service, type: 'ClusterIP', target: null }) }))
    expect(await screen.findByRole('heading', { name: 'orders-db is no alias now' })).toBeTruthy()
  })

  it('that is not there says so', async () => {
    await showEditor(<EditAliasScreen service={service} />, {
      routes: { [`GET ${path}`]: () => ({ status: 404, body: problem(404, 'not-found', 'There is no such alias.') }) },
    })
    expect(await screen.findByRole('heading', { name: 'No alias shop/orders-db' })).toBeTruthy()
  })
})
