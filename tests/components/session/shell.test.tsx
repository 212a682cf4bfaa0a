import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { Shell } from '@/components/session/shell'
import { readTheme } from '@/components/session/theme'
import { sessionQuery, summaryQuery } from '@/lib/client/queries'
import { makeQueryClient } from '@/lib/client/query-client'
import type { ClusterStatus } from '@/lib/contract/services'
import { itsDomain, makePage } from '../../lib/client/rows'
import { renderScreen } from '../render-screen'

function show(options: { path?: string; clusters?: ClusterStatus[]; user?: string } = {}) {
  const queryClient = makeQueryClient()
  const clusters = options.clusters ?? []
  queryClient.setQueryData(summaryQuery().queryKey, makePage([], { clusters }))
  queryClient.setQueryData(sessionQuery().queryKey, {
    identity: { user: options.user ?? 'ada', groups: [], mode: 'loopback' },
    can: {},
    readOnly: false,
    confirm: 'when-needed' as const,
  })
  const went: string[] = []
  renderScreen(<Shell version="1.2.3">content</Shell>, {
    path: options.path ?? '/',
    queryClient,
    onNavigate: (href) => went.push(href),
  })
  return { went }
}

beforeEach(() => {
  delete document.documentElement.dataset.theme
})

describe('Shell', () => {
  it.each([
    ['/', 'Inventory'],
    ['/services/prod/orders/orders-db', 'Inventory'],
    ['/switches', 'Switches'],
  ])('says on %s that this is %s', (path, section) => {
    show({ path })
    for (const nav of screen.getAllByRole('navigation', { name: 'Sections' })) {
      expect(within(nav).getByRole('link', { current: 'page' }).textContent).toBe(section)
    }
  })

  it('says the state of each cluster in words', () => {
    const since = new Date(Date.now() - 125_000).toISOString()
    show({
      clusters: [
        { ...itsDomain, name: 'a', label: 'prod', state: 'live' },
        { ...itsDomain, name: 'b', label: '<b>edge</b>', state: 'stale', since },
      ],
    })
    const items = within(screen.getByRole('list', { name: 'Clusters' })).getAllByRole('listitem')
    expect(items.map((item) => item.textContent)).toEqual(['prodlive', '<b>edge</b>stale 2 min'])
  })

  it('says which version of Signpost answers', () => {
    show()
    expect(screen.getByText('Signpost 1.2.3')).toBeTruthy()
  })

  it('names who is signed in, with what would hide shown', () => {
    show({ user: 'ada\u202eroot' })
    expect(screen.getByTitle('Signed in as ada\\u{202e}root')).toBeTruthy()
  })

  it('goes to a section by g and its letter', async () => {
    const { went } = show()
    await userEvent.keyboard('gs')
    expect(went).toEqual(['/switches'])
    await userEvent.keyboard('s')
    expect(went).toHaveLength(1)
  })

  it('lists its keys on ?, where they can be turned off', async () => {
    const { went } = show()
    await userEvent.keyboard('?')
    await screen.findByRole('dialog', { name: 'Shortcuts' })
    await userEvent.click(screen.getByRole('checkbox', { name: 'Single keys act' }))
    await userEvent.keyboard('{Escape}')
    await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await userEvent.keyboard('gs')
    expect(went).toEqual([])
  })

  it('keeps the chosen theme where the server reads it', async () => {
    show()
    await userEvent.click(screen.getByRole('button', { name: 'Theme' }))
    await userEvent.click(await screen.findByRole('menuitemradio', { name: 'Dark' }))
    expect(document.documentElement.dataset.theme).toBe('dark')
    expect(document.cookie).toContain('theme=dark')
  })
})

describe('readTheme', () => {
  it.each([undefined, '', 'purple', '"><script>'])('takes the system for %j', (value) => {
    expect(readTheme(value)).toBe('system')
  })
})
