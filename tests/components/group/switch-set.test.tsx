import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { SwitchesScreen } from '@/components/group/switches-screen'
import { groupsQuery, sessionQuery, summaryQuery } from '@/lib/client/queries'
import { makeQueryClient } from '@/lib/client/query-client'
import type { Plan } from '@/lib/contract/changes'
import type { Group } from '@/lib/contract/groups'
import { makePage, makeRow } from '../../lib/client/rows'
import { makeChange, makeGroup, makePlan } from '../change/changes'
import { type Answer, problem, startConsoleServer } from '../console-server'
import { renderScreen } from '../render-screen'

const row = (name: string) => makeRow({ cluster: 'prod', namespace: 'catalog', name })

function named(name: string, change: Partial<Group> = {}): Group {
  const members = { active: row(name), blue: row(`${name}-blue`), green: row(`${name}-green`) }
  return makeGroup({ name, members, ...change })
}

interface Given {
  groups?: Group[]
  prechecks?: Readonly<Record<string, Plan['prechecks']>>
  fails?: string
  /** When the plans end. */
  expiresAt?: string
  /** Answers to changes wait for it. */
  gate?: Promise<void>
}

const nameIn = (body: unknown) => String(Reflect.get(Object(Reflect.get(Object(body), 'service')), 'name'))

async function show({
  groups = ['auth', 'mail', 'maps'].map((name) => named(name)),
  prechecks = {},
  fails,
  expiresAt = makePlan().expiresAt,
  gate,
}: Given = {}) {
  const page = { items: groups, total: groups.length, offset: 0 }
  const calls = await startConsoleServer({
    'GET /groups': () => ({ body: page }),
    'POST /plans': ({ body }) => {
      const name = nameIn(body)
      const plan = makePlan({ prechecks: prechecks[name] ?? [], hash: `v1.${name}.x`, expiresAt })
      return { body: { ...plan, request: body } }
    },
    'POST /changes': async ({ body }): Promise<Answer> => {
      await gate
      const { request, changeId } = Object(body)
      if (nameIn(request) === fails) {
        return { status: 409, body: problem(409, 'conflict', 'Someone was faster.', { reason: 'plan-stale' }) }
      }
      return { status: 201, body: makeChange({ id: changeId, service: request.service, kind: request.kind }) }
    },
  })
  const queryClient = makeQueryClient()
  queryClient.setQueryData(groupsQuery().queryKey, page)
  queryClient.setQueryData(summaryQuery().queryKey, makePage([]))
  queryClient.setQueryData(sessionQuery().queryKey, {
    ...{ identity: { user: 'ada', groups: [], mode: 'loopback' as const }, can: {} },
    ...{ readOnly: false, confirm: 'when-needed' as const },
  })
  const rendered = renderScreen(<SwitchesScreen />, { path: '/switches', queryClient })
  const user = userEvent.setup()
  const posts = (path: string) =>
    calls.filter((call) => call.method === 'POST' && call.path === path).map(({ body }) => Object(body))
  const changed = () => posts('/changes').map(({ request }) => `${request.kind} ${request.service.name}`)
  const select = async (...names: string[]) => {
    for (const name of names) await user.click(screen.getByRole('checkbox', { name: `Select ${name} in catalog` }))
    await user.click(screen.getByRole('button', { name: /^Switch \d groups?…$/ }))
    return screen.findByRole('dialog', { name: `Switch ${names.length} groups` })
  }
  return { user, posts, changed, select, queryClient, rendered }
}

const check = (state: 'warn' | 'block' | 'refuse', title: string) => [
  { code: 'some-check', state, title, evidence: 'because', checkedAt: new Date().toISOString() },
]

describe('a set of switches', () => {
  it('is planned together, made in the order of the list, and says that it is not atomic', async () => {
    const { user, select, posts, changed } = await show()
    const sheet = await select('maps', 'auth', 'mail')
    expect(sheet.textContent).toContain('One after the other, not all at once.')
    const go = await within(sheet).findByRole('button', { name: 'Switch 3 groups' })
    expect(posts('/plans')).toHaveLength(3)
    expect(changed()).toEqual([])
    await user.click(go)
    expect(await within(sheet).findByText('All done: 3 of 3 switched.')).toBeTruthy()
    expect(changed()).toEqual(['switch auth', 'switch mail', 'switch maps'])
    expect(new Set(posts('/changes').map(({ changeId }) => changeId)).size).toBe(3)
  })

  it('stops at the first that fails, and takes back what was done, the last one first', async () => {
    const { user, select, changed } = await show({ fails: 'maps' })
    const sheet = await select('auth', 'mail', 'maps')
    await user.click(await within(sheet).findByRole('button', { name: 'Switch 3 groups' }))
    expect(await within(sheet).findByText('Stopped at maps: 2 of 3 switched.')).toBeTruthy()
    expect(within(sheet).getByRole('alert').textContent).toContain('Someone was faster.')
    await user.click(within(sheet).getByRole('button', { name: 'Undo the 2 done' }))
    await waitFor(() =>
      expect(changed()).toEqual(['switch auth', 'switch mail', 'switch maps', 'undo mail', 'undo auth']),
    )
    expect(await screen.findByText('All done: 2 of 2 undone.', { selector: 'span' })).toBeTruthy()
  })

  it('begins nothing after one that failed, and plans the rest again', async () => {
    const { user, select, changed, posts } = await show({ fails: 'auth' })
    const sheet = await select('auth', 'mail')
    await user.click(await within(sheet).findByRole('button', { name: 'Switch 2 groups' }))
    expect(await within(sheet).findByText('Stopped at auth: 0 of 2 switched.')).toBeTruthy()
    expect(within(sheet).queryByRole('button', { name: /^Undo/ })).toBeNull()
    expect(changed()).toEqual(['switch auth'])
    await user.click(within(sheet).getByRole('button', { name: 'Plan the rest again' }))
    await waitFor(() => expect(posts('/plans')).toHaveLength(4))
  })

  it('waits until each warning is acknowledged, and sends what was accepted with its own change', async () => {
    const { user, select, posts } = await show({ prechecks: { mail: check('warn', 'The chain is slow') } })
    const sheet = await select('auth', 'mail')
    const go = await within(sheet).findByRole('button', { name: 'Switch 2 groups' })
    expect(go.getAttribute('aria-disabled')).toBe('true')
    expect(within(sheet).getByText('Still to settle: mail.')).toBeTruthy()
    await user.click(within(sheet).getByRole('checkbox', { name: /the chain is slow/ }))
    await user.click(go)
    await within(sheet).findByText('All done: 2 of 2 switched.')
    expect(posts('/changes').map(({ acknowledge }) => acknowledge)).toEqual([[], ['some-check']])
  })

  it('is planned again, never begun, once its plans have ended', async () => {
    const { user, select, changed, posts } = await show({ expiresAt: '2026-11-23T14:10:00.000Z' })
    const sheet = await select('auth', 'mail')
    await user.click(await within(sheet).findByRole('button', { name: 'Plan again' }))
    expect(within(sheet).queryByRole('button', { name: 'Switch 2 groups' })).toBeNull()
    await waitFor(() => expect(posts('/plans')).toHaveLength(4))
    expect(changed()).toEqual([])
  })

  it('names what cannot be made, and goes without it only when it is left out', async () => {
    const { user, select, changed } = await show({ prechecks: { mail: check('refuse', 'It is being deleted') } })
    const sheet = await select('auth', 'mail')
    const go = await within(sheet).findByRole('button', { name: 'Switch 2 groups' })
    expect(within(sheet).getByText('Cannot be made: mail. Leave it out.')).toBeTruthy()
    expect(go.getAttribute('aria-disabled')).toBe('true')
    await user.click(within(sheet).getByRole('button', { name: 'Leave mail out' }))
    await user.click(within(sheet).getByRole('button', { name: 'Switch 1 group' }))
    await within(sheet).findByText('All done: 1 of 1 switched.')
    expect(changed()).toEqual(['switch auth'])
  })

  it('goes on while its sheet is closed, is announced, and is found again on the page', async () => {
    const gate = Promise.withResolvers<void>()
    const { user, select, changed } = await show({ gate: gate.promise })
    const sheet = await select('auth', 'mail')
    await user.click(await within(sheet).findByRole('button', { name: 'Switch 2 groups' }))
    await user.click(await within(sheet).findByRole('button', { name: 'Close, it goes on' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    const bar = screen.getByRole('region', { name: 'Set of switches' })
    expect(bar.textContent).toContain('0 of 2 switched. Now auth.')
    gate.resolve()
    await waitFor(() => expect(bar.textContent).toContain('All done: 2 of 2 switched.'))
    expect(screen.getAllByRole('status').map(({ textContent }) => textContent)).toContain('All done: 2 of 2 switched.')
    expect(changed()).toEqual(['switch auth', 'switch mail'])
    await user.click(within(bar).getByRole('button', { name: 'Open' }))
    expect(await screen.findByRole('button', { name: 'Undo the 2 done' })).toBeTruthy()
  })

  it('is selected with x on the group that has focus, never one whose colour is not known', async () => {
    const groups = [named('auth'), named('pair', { state: 'drifted', live: null })]
    const { user } = await show({ groups })
    await user.keyboard('jx')
    expect(screen.getByRole('checkbox', { name: 'Select auth in catalog' })).toHaveProperty('checked', true)
    expect(screen.getByRole('button', { name: 'Switch 1 group…' })).toBeTruthy()
    await user.keyboard('jx')
    expect(screen.getByRole('checkbox', { name: 'Select pair in catalog' })).toHaveProperty('disabled', true)
    await user.click(screen.getByRole('button', { name: 'Clear' }))
    expect(screen.queryByRole('region', { name: 'Set of switches' })).toBeNull()
  })
})
