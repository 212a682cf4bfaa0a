import { notifyManager } from '@tanstack/react-query'
import { act, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { InventoryView } from '@/components/inventory/inventory-view'
import { servicesListQuery, sessionQuery, summaryQuery } from '@/lib/client/queries'
import { makeQueryClient } from '@/lib/client/query-client'
import type { HostInsight } from '@/lib/domain/finding/host-insight'
import { makeBrokenRow, makePage } from '../../lib/client/rows'
import { renderScreen } from '../render-screen'

notifyManager.setScheduler(queueMicrotask)

const host = 'redis.abc123.cache.amazonaws.com'
const redis: HostInsight = {
  host,
  severity: 'critical',
  severities: ['critical'],
  code: 'NXDOMAIN_AT_HOP',
  note: null,
  aliases: 2,
  outOf: 3,
  namespaces: 2,
  owners: 1,
  view: 'alike',
  side: 'provider',
  since: null,
  isSinceFirstAnswer: false,
}

/** The inventory whose list has an insight, or none. */
function show(insight: HostInsight | null, search = '') {
  vi.spyOn(globalThis, 'fetch').mockReturnValue(new Promise(() => undefined))
  const queryClient = makeQueryClient()
  const page = (found: HostInsight | null) =>
    makePage([makeBrokenRow({ name: 'a' }), makeBrokenRow({ name: 'b' })], found === null ? {} : { insight: found })
  const list = servicesListQuery({ sort: 'severity', ...(search === '' ? {} : { host: [host] }) })
  queryClient.setQueryData(list.queryKey, page(insight))
  queryClient.setQueryData(summaryQuery().queryKey, page(insight))
  queryClient.setQueryData(sessionQuery().queryKey, {
    identity: { user: 'ada', groups: [], mode: 'loopback' },
    can: {},
    readOnly: false,
    confirm: 'when-needed' as const,
  })
  const rendered = renderScreen(<InventoryView problem={null} />, { queryClient, search })
  const update = (next: HostInsight | null) => act(async () => queryClient.setQueryData(list.queryKey, page(next)))
  return { ...rendered, update }
}

const line = () => screen.queryByRole('region', { name: 'Insight' })
const words = () => line()?.querySelector('p')?.textContent ?? null

describe('what it says', () => {
  it('is the host, what is wrong, who sees it and whose side it is', () => {
    show(redis)
    expect(words()).toContain('One host explains 2 of 3 critical: provider side.')
    expect(words()).toContain(`${host} leads to a name that does not exist, from both vantages.`)
    expect(words()).toContain('2 namespaces, 1 owner.')
    expect(screen.getByTitle(host)).toBeTruthy()
  })

  it.each<[string, Partial<HostInsight>, string]>([
    ['when it began', { since: new Date(Date.now() - 60_000).toISOString() }, 'exist since '],
    [
      'a beginning before the first answer',
      { since: new Date().toISOString(), isSinceFirstAnswer: true },
      'since before',
    ],
    ['the age of what is older than a day', { since: new Date(Date.now() - 3 * 86_400_000).toISOString() }, 'for 3 d,'],
    ['no side without evidence', { side: null, view: 'outside' }, 'does not exist, seen from outside.'],
    ['our side', { side: 'ours' }, 'explains 2 of 3 critical: our side.'],
    ['that only the cluster fails', { view: 'only-cluster' }, 'from the cluster, while the outside resolves it.'],
    ['a note', { code: 'OK', note: 'SPECIAL_IP', side: null }, 'leads to a special address, from both'],
    ['a note it does not know', { code: 'OK', note: 'NEW_THING', side: null }, 'is marked new thing'],
    ['all of them', { aliases: 3, owners: 0, namespaces: 1 }, 'One host explains all 3 critical: provider side.'],
    [
      'both severities',
      { severities: ['critical', 'warning'], outOf: 7 },
      'explains 2 of 7 critical or warning: provider side.',
    ],
  ])('has %s', (_what, change, said) => {
    show({ ...redis, ...change })
    expect(words()).toContain(said)
  })

  it('is text, whatever the host is called', () => {
    const { container } = show({ ...redis, host: '<img src=x>\u202e.example' })
    expect(container.querySelector('img')).toBeNull()
    expect(words()).toContain('<img src=x>\\u{202e}.example')
  })

  it('is nothing where no host explains several rows', () => {
    show(null)
    expect(line()).toBeNull()
  })
})

describe('its verb', () => {
  it('filters the list to the host, and takes the filter away again', async () => {
    const { searches } = show(redis)
    await userEvent.click(screen.getAllByRole('button', { name: 'Show the 2' })[0] ?? document.body)
    await vi.waitFor(() => expect(searches.at(-1)).toBe(`?host=${host}`))
  })

  it('takes the filter away again', async () => {
    const { searches } = show(redis, `?host=${host}`)
    await userEvent.click(screen.getAllByRole('button', { name: 'Show all' })[0] ?? document.body)
    await vi.waitFor(() => expect(searches.at(-1)).toBe(''))
  })
})

describe('live', () => {
  it('comes and goes with the list', async () => {
    const { update } = show(null)
    await update(redis)
    expect(line()).toBeTruthy()
    await update(null)
    expect(line()).toBeNull()
  })

  it('does not come while the pointer is over the rows, but when it leaves', async () => {
    const { update } = show(null)
    const user = userEvent.setup()
    await user.hover(screen.getByRole('table', { name: 'Aliases' }))
    await update(redis)
    expect(line()).toBeNull()
    await user.hover(screen.getByRole('region', { name: 'Counts' }))
    expect(line()).toBeTruthy()
  })

  it('keeps its line while the pointer is over the rows, says that it is over, and goes when the pointer leaves', async () => {
    const { update } = show(redis)
    const user = userEvent.setup()
    await user.hover(screen.getByRole('table', { name: 'Aliases' }))
    await update({ ...redis, aliases: 3 })
    expect(words()).toContain('all 3 critical')
    await update(null)
    expect(words()).toBe('No single host explains several of them now.')
    await update(redis)
    expect(words()).toContain('2 of 3 critical')
    await update(null)
    await user.hover(screen.getByRole('region', { name: 'Counts' }))
    expect(line()).toBeNull()
  })

  it('comes when the reader applies what waits', async () => {
    const { update } = show(null)
    const user = userEvent.setup()
    await user.hover(screen.getByRole('table', { name: 'Aliases' }))
    await update(redis)
    await user.keyboard('.')
    expect(line()).toBeTruthy()
  })
})
