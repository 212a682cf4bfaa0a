import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { reviewsCsv } from '@/components/review/export/export-reviews'
import { ReviewsScreen } from '@/components/review/reviews-screen'
import { cacheKeys, summaryQuery } from '@/lib/client/queries'
import { makeQueryClient } from '@/lib/client/query-client'
import type { ReviewItem, ReviewsPage } from '@/lib/contract/reviews'
import type { ClusterStatus } from '@/lib/contract/services'
import { itsDomain, makePage } from '../../lib/client/rows'
import { type Answer, problem, startConsoleServer } from '../console-server'
import { renderScreen } from '../render-screen'
import { inDays, sampleDecision, sampleItem, samplePage, unchangedItem } from './sample-review-page'

const changed = sampleItem({
  ...{ name: 'orders-db', state: 'changed', dueAt: inDays(20), previous: 'd-1', last: sampleDecision() },
  changes: [
    {
      field: 'target',
      before: 'old-db.abc123.us-east-1.rds.amazonaws.com',
      after: 'prod-db.abc123.us-east-1.rds.amazonaws.com',
    },
    { field: 'owner', before: '<i>billing</i>', after: null },
  ],
})
const items = () => [changed, unchangedItem('media'), unchangedItem('tax'), sampleItem({ name: 'new-one' })]

interface Shown {
  search?: string
  list?: () => Answer
  decide?: () => Answer
  clusters?: ClusterStatus[]
}

async function show({ search = '', list, decide, clusters }: Shown = {}) {
  const calls = await startConsoleServer({
    'GET /reviews': list ?? (() => ({ body: samplePage(items()) })),
    'POST /reviews': decide ?? (() => ({ status: 201, body: { items: [recorded(changed)] } })),
  })
  const queryClient = makeQueryClient()
  queryClient.setQueryData(summaryQuery().queryKey, makePage([], clusters && { clusters }))
  const { searches } = renderScreen(<ReviewsScreen />, { path: '/reviews', search, queryClient })
  const posted = () => calls.filter(({ method }) => method === 'POST').map(({ body }) => body)
  return { user: userEvent.setup(), calls, searches, posted, client: queryClient }
}

const refOf = ({ cluster, namespace, name }: ReviewItem) => ({ cluster, namespace, name })
const recorded = (item: ReviewItem) => ({
  service: refOf(item),
  ...{ result: 'recorded', detail: null, review: sampleDecision() },
})
const rowOf = async (name: string) => {
  const row = (await screen.findByRole('button', { name: new RegExp(`^${name}`) })).closest('tr')
  if (row === null) throw new Error(`no row of ${name}`)
  return row
}
const show1 = (page: Partial<ReviewsPage>) => ({ list: () => ({ body: samplePage(items(), page) }) })

describe('the queue of reviews', () => {
  it('says how far it is, per team, and of each alias what became of it and when it is due', async () => {
    await show()
    expect((await rowOf('orders-db')).textContent).toMatch(
      /old-db\.abc123.* to prod-db\.abc123.*owner <i>billing<\/i> to none.*void/,
    )
    expect((await rowOf('media')).textContent).toMatch(/unchanged.*overdue 1 d.*Confirm/)
    expect((await rowOf('new-one')).textContent).toMatch(/never reviewed.*no day.*Decide/)
    expect(document.querySelector('i')).toBeNull()
    expect(screen.getByText('3 of 12 signed off, 2 overdue')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'My queue 4' }).getAttribute('aria-pressed')).toBe('true')
    const team = screen.getByRole('button', { name: /orders.*5\/8/ })
    expect(team.textContent).toContain('1 changed since, 2 overdue')
    expect(screen.getByRole('button', { name: /unowned.*4\/4/ }).textContent).toContain('all signed off')
  })

  it('is the address: queue, team and what is unfolded', async () => {
    const { user, searches, calls } = await show()
    await user.click(await screen.findByRole('button', { name: 'Overdue 2' }))
    await waitFor(() => expect(searches.at(-1)).toBe('?queue=overdue'))
    await user.click(screen.getByRole('button', { name: /unowned/ }))
    await waitFor(() => expect(searches.at(-1)).toBe('?queue=overdue&team=none'))
    await waitFor(() => expect(calls.at(-1)?.query.toString()).toContain('team=none'))
    await user.click(await screen.findByRole('button', { name: /^orders-db/ }))
    await waitFor(() => expect(searches.at(-1)).toContain('open=prod/orders/orders-db'))
  })

  it('unfolds what a decision rests on, and says honestly what is not known', async () => {
    const item = sampleItem({
      ...{ consumers: { names: 0, bypasses: 0, unread: 'you may not list pods in every namespace' }, health: null },
      findings: [{ code: 'NO_DESCRIPTION', severity: 'info' }],
      lastChange: { id: 'c-1', kind: 'retarget', by: 'grace', at: inDays(-9) },
    })
    await show({ search: '?open=prod/orders/orders-db', list: () => ({ body: samplePage([item]) }) })
    await screen.findByText('Health and use')
    const told = document.querySelector('td[colspan="9"]')?.textContent
    expect(told).toMatch(/Seennothing yet/)
    expect(told).toMatch(/Consumersnone knownyou may not list pods in every namespace/)
    expect(told).toMatch(/retarget by grace/)
    expect(told).toMatch(/orders-team, from a8r.io\/owner/)
    expect(told).toContain('Nobody signed it off yet.')
  })
})

describe('a decision', () => {
  it('to confirm takes one press, and names what was looked at', async () => {
    const { user, posted } = await show({ search: '?open=prod/orders/orders-db' })
    await user.click(await screen.findByRole('button', { name: 'Confirm' }))
    await waitFor(() => expect(posted()).toHaveLength(1))
    const { cluster, namespace, name, uid, hash, previous } = changed
    expect(posted()).toEqual([{ decision: 'confirm', items: [{ cluster, namespace, name, uid, hash, previous }] }])
  })

  it('to reassign asks for the new owner and the reason, and says what is missing', async () => {
    const { user, posted } = await show({ search: '?open=prod/orders/orders-db' })
    await user.click(await screen.findByRole('button', { name: 'Reassign…' }))
    await user.click(screen.getByRole('button', { name: 'Reassign' }))
    expect(screen.getByRole('alert').textContent).toBe('Please name the new owner and say why it is theirs.')
    await user.type(screen.getByRole('textbox', { name: /New owner/ }), 'shop')
    await user.type(screen.getByRole('textbox', { name: /Reason/ }), 'moved{Enter}')
    await waitFor(() => expect(posted()).toMatchObject([{ decision: 'reassign', newOwner: 'shop', reason: 'moved' }]))
  })

  it('that somebody else made meanwhile is told with what they decided', async () => {
    const review = sampleDecision({ by: 'grace', decision: 'retire', reason: 'not <b>used</b>' })
    const body = problem(409, 'reviewed-meanwhile', 'grace decided meanwhile: retire.', { review })
    const { user, calls } = await show({ search: '?open=prod/orders/orders-db', decide: () => ({ status: 409, body }) })
    await user.click(await screen.findByRole('button', { name: 'Confirm' }))
    const alert = await screen.findByRole('alert')
    expect(alert.textContent).toMatch(/Not recorded\. grace asked to retire it meanwhile, .* ago: “not <b>used<\/b>”/)
    await waitFor(() => expect(calls.filter(({ method }) => method === 'GET').length).toBeGreaterThan(1))
  })

  it('is not sent past what somebody else decided while it was looked at, unless that is said', async () => {
    let isDecided = false
    const other = sampleDecision({ id: 'd-2', by: 'grace', decision: 'needs-change', reason: 'wrong port' })
    const now = { ...changed, state: 'needs-change' as const, previous: 'd-2', last: other, changes: [] }
    const { user, posted, client } = await show({
      search: '?open=prod/orders/orders-db',
      list: () => ({ body: samplePage([isDecided ? now : changed]) }),
    })
    await user.click(await screen.findByRole('button', { name: 'Retire…' }))
    await user.type(screen.getByRole('textbox', { name: /Reason/ }), 'unused')
    isDecided = true
    await client.invalidateQueries({ queryKey: cacheKeys.reviews })
    expect(await screen.findByText(/grace asked for a change of it meanwhile, .*/)).toBeTruthy()
    expect(screen.getAllByText(/“wrong port”/)).toHaveLength(2)
    await user.keyboard('{Enter}')
    expect(posted()).toEqual([])
    await user.click(screen.getByRole('button', { name: 'Decide all the same' }))
    await user.click(screen.getByRole('button', { name: 'Retire' }))
    await waitFor(() =>
      expect(posted()).toMatchObject([{ decision: 'retire', reason: 'unused', items: [{ previous: 'd-2' }] }]),
    )
  })

  it('is not offered to who may only read, who is told which right it takes', async () => {
    const list = () => ({ body: samplePage(items().map((item) => ({ ...item, maySign: false }))) })
    const { user, posted } = await show({ search: '?open=prod/orders/orders-db', list })
    const banner = (await screen.findByText('You may read reviews, not sign off.')).parentElement
    expect(banner?.textContent).toContain('may not create reviews.signpost in namespace orders.')
    const confirm = screen.getByRole('button', { name: 'Confirm' })
    expect(confirm.getAttribute('aria-disabled')).toBe('true')
    await user.click(confirm)
    expect(posted()).toEqual([])
    expect(screen.queryByRole('checkbox')).toBeNull()
  })
})

describe('several together', () => {
  it('can be chosen only where they are unchanged, by x or all at once, and are confirmed in one go', async () => {
    const results = [
      recorded(unchangedItem('media')),
      {
        service: refOf(unchangedItem('tax')),
        result: 'conflict',
        detail: 'grace decided meanwhile: retire.',
        review: null,
      },
    ]
    const { user, posted } = await show({ decide: () => ({ status: 200, body: { items: results } }) })
    await user.click(await screen.findByRole('checkbox', { name: 'Select what is unchanged' }))
    expect(screen.getAllByRole('checkbox', { name: /^Select (media|tax|orders-db|new-one)/ })).toHaveLength(2)
    const bar = screen.getByRole('region', { name: 'Selection' })
    expect(bar.textContent).toContain('2 selected, all unchanged since their last sign-off')
    await user.click(within(bar).getByRole('button', { name: 'Confirm 2' }))
    await waitFor(() =>
      expect(posted()).toMatchObject([{ decision: 'confirm', items: [{ name: 'media' }, { name: 'tax' }] }]),
    )
    const alert = await screen.findByRole('alert')
    expect(alert.textContent).toContain('orders/tax: grace decided meanwhile: retire.')
    expect(alert.textContent).not.toContain('media')
    expect(screen.queryByRole('region', { name: 'Selection' })).toBeNull()
  })

  it('go by keys: x chooses, c confirms one that is unchanged and opens one that is not', async () => {
    const { user, posted, searches } = await show()
    const media = (await screen.findByRole('button', { name: /^media/ })) as HTMLElement
    media.focus()
    await user.keyboard('x')
    expect(screen.getByRole('checkbox', { name: 'Select media' })).toHaveProperty('checked', true)
    await user.keyboard('c')
    await waitFor(() => expect(posted()).toMatchObject([{ items: [{ name: 'media' }] }]))
    screen.getByRole('button', { name: /^orders-db/ }).focus()
    await user.keyboard('c')
    await waitFor(() => expect(searches.at(-1)).toContain('orders-db'))
    expect(posted()).toHaveLength(1)
  })
})

describe('what is not there', () => {
  it.each<[string, Partial<ReviewsPage>, string]>([
    ['nothing is yours', { items: [], total: 0, viewer: { user: 'ada', teams: [] } }, 'Nothing is yours here'],
    ['all is signed off', { items: [], total: 0 }, 'Nothing waits'],
    ['nothing is overdue', { items: [], total: 0, queue: 'overdue' }, 'Nothing is overdue'],
    ['nothing is signed off', { items: [], total: 0, queue: 'done' }, 'Nothing is signed off yet'],
  ])('is explained where %s', async (_, page, title) => {
    await show(show1(page))
    expect(await screen.findByRole('heading', { name: title })).toBeTruthy()
  })

  it('is told: records that cannot be read, clusters of which reviews are missing, owners without a team', async () => {
    const { user, searches } = await show(
      show1({
        damaged: [{ cluster: 'prod', namespace: 'orders', name: 'mq', why: 'it is no JSON' }],
        damagedTotal: 1,
        partial: [{ cluster: 'prod', why: 'The console may not watch configmaps' }],
        unknownOwners: [{ owner: 'net-team', aliases: 3 }],
      }),
    )
    expect(await screen.findByText(/orders\/mq \(it is no JSON\)/)).toBeTruthy()
    expect(screen.getByText(/The console may not watch configmaps/)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: /^net-team/ }))
    await waitFor(() => expect(searches.at(-1)).toBe('?team=net-team'))
  })

  it('says why nothing could be read, and asks again', async () => {
    let isDown = true
    const down = () => ({ status: 403, body: problem(403, 'forbidden', 'Cluster prod does not answer.') })
    const { user } = await show({ list: () => (isDown ? down() : { body: samplePage(items()) }) })
    expect((await screen.findByRole('alert', undefined, { timeout: 10_000 })).textContent).toBe(
      'Cluster prod does not answer.',
    )
    isDown = false
    await user.click(screen.getByRole('button', { name: 'Ask again' }))
    expect(await screen.findByRole('button', { name: /^media/ })).toBeTruthy()
  })

  it('counts nothing of clusters that are not read yet', async () => {
    const clusters: ClusterStatus[] = [{ name: 'prod', label: 'prod', state: 'connecting', ...itsDomain }]
    await show({
      ...show1({ items: [], total: 0, counts: { mine: 0, open: 0, overdue: 0, done: 0, all: 0 } }),
      clusters,
    })
    await waitFor(() => expect(screen.queryByText(/signed off/)).toBeNull())
  })
})

it('as CSV says who signed off what and what changed since, harmless in a spreadsheet', () => {
  const csv = reviewsCsv([{ ...changed, team: '=cmd()' }])
  const [head, line] = csv.split('\r\n')
  expect(head).toMatch(/^State,Due,Cluster,Namespace,Alias/)
  expect(line).toMatch(/^changed since sign-off,.*"'=cmd\(\)"/)
  expect(line).toContain(
    'target: old-db.abc123.us-east-1.rds.amazonaws.com > prod-db.abc123.us-east-1.rds.amazonaws.com',
  )
  expect(line).toContain('confirm,ada')
})
