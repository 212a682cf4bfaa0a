import { screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { ConsumersTab } from '@/components/consumer/consumers-tab'
import { makeQueryClient } from '@/lib/client/query-client'
import type { ConsumersView, ConsumerView } from '@/lib/contract/consumers'
import { startConsoleServer } from '../console-server'
import { renderScreen } from '../render-screen'

const service = { cluster: 'prod', namespace: 'shop', name: 'db' }
const path = 'GET /services/prod/shop/db/consumers'

function consumer(change: Partial<ConsumerView>): ConsumerView {
  const { relation = 'names', certainty = 'likely' } = change
  const places = [{ field: 'data[app.yml]', container: null, text: 'db:5432', relation, certainty }]
  return { kind: 'ConfigMap', group: '', namespace: 'shop', name: 'settings', relation, certainty, places, ...change }
}

async function show(change: Partial<ConsumersView>) {
  const told = { items: [], unread: [], kinds: ['ConfigMap'], readAt: new Date().toISOString() }
  await startConsoleServer({ [path]: () => ({ body: { ...told, isBehind: false, isCut: false, ...change } }) })
  renderScreen(<ConsumersTab service={service} />, { path: '/', search: '', queryClient: makeQueryClient() })
}

describe('the consumers of an alias', () => {
  it('stand in the order in which they matter: what does not follow, what follows, what may mean it', async () => {
    await show({
      items: [
        consumer({ name: 'follows' }),
        consumer({ name: 'perhaps', certainty: 'possible' }),
        consumer({ name: 'past', relation: 'bypasses', certainty: 'certain' }),
      ],
    })
    const past = await screen.findByRole('region', { name: /Go past it 1/ })
    expect(within(past).getByText('past')).toBeTruthy()
    expect(within(past).getByText('does not follow')).toBeTruthy()
    expect(screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent)).toEqual([
      'Go past it 1',
      'Name it 1',
      'May mean it 1',
    ])
  })

  it('are never told as none where something could not be read', async () => {
    await show({ unread: [{ resource: 'pods', namespace: null, why: 'you may not list pods in every namespace' }] })
    expect(await screen.findByText('Not everything could be read.')).toBeTruthy()
    expect(screen.getByText(/you may not list pods in every namespace/)).toBeTruthy()
    expect(screen.getByText('Nothing of what could be read names it')).toBeTruthy()
  })

  it('are said to be read for the first time, and to be older than the alias', async () => {
    await show({ readAt: null, isBehind: true })
    expect(await screen.findByText('Workloads are being read for the first time')).toBeTruthy()
  })

  it('show hostile text as text', async () => {
    const text = '<img src=x onerror=alert(1)>'
    await show({ items: [consumer({ name: text })] })
    expect(await screen.findByText(text)).toBeTruthy()
    expect(document.querySelector('img')).toBeNull()
  })

  it('say why they cannot be read', async () => {
    const body = { type: 'about:blank', title: 'x', status: 404, detail: 'There is no alias.', code: 'not-found' }
    await startConsoleServer({ [path]: () => ({ status: 404, body }) })
    renderScreen(<ConsumersTab service={service} />, { path: '/', search: '', queryClient: makeQueryClient() })
    expect(await screen.findByText('The consumers could not be read')).toBeTruthy()
  })
})
