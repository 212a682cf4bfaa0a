import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { DescriptionSheet } from '@/components/owner/description-sheet'
import { type CarryOut, carryOutSchema, type Plan } from '@/lib/contract/changes'
import { makeChange, makeCheck, makePlan } from '../change/changes'
import { type Answer, type Call, problem, startConsoleServer } from '../console-server'
import { renderScreen } from '../render-screen'

const service = (name: string) => ({ cluster: 'prod', namespace: 'shop', name })
const services = ['db', 'mail', 'queue'].map(service)
type Request = Extract<Plan['request'], { kind: 'annotate' }>

interface Given {
  prechecksOf?: (name: string) => Plan['prechecks']
  write?: (body: CarryOut, tried: number) => Answer
}

async function show({ prechecksOf = () => [], write }: Given = {}) {
  const tries = new Map<string, number>()
  const calls = await startConsoleServer({
    'POST /plans': ({ body }) => {
      const request = body as Request
      return { body: makePlan({ request, prechecks: prechecksOf(request.service.name), hash: request.service.name }) }
    },
    'POST /changes': ({ body }) => {
      const sent = carryOutSchema.parse(body)
      const { name } = sent.request.service
      tries.set(name, (tries.get(name) ?? 0) + 1)
      const done = { body: makeChange({ id: sent.changeId, service: service(name) }) }
      return write?.(sent, tries.get(name) ?? 0) ?? done
    },
  })
  const onClose = vi.fn()
  renderScreen(<DescriptionSheet services={services} onClose={onClose} />)
  const user = userEvent.setup()
  await user.type(await screen.findByLabelText(/^Owner/), 'payments-team')
  await user.click(screen.getByRole('button', { name: 'Plan the change' }))
  return { calls, user, onClose }
}

const bodies = (calls: readonly Call[], path: string) =>
  calls.flatMap((call) => (call.path === path ? [call.body] : []))
const lineOf = async (name: string) => {
  const list = await screen.findByRole('list', { name: 'Services that are described' })
  const line = within(list)
    .getAllByRole('listitem')
    .find((item) => within(item).queryByText(name))
  if (line === undefined) throw new Error(`no line of ${name}`)
  return line
}

describe('the owner of several Services', () => {
  it('is planned for each of them by itself, and written one after the other once it is said', async () => {
    const { calls, user } = await show()
    await user.click(await screen.findByRole('button', { name: 'Write 3' }))
    await screen.findByText('3 written')
    expect(bodies(calls, '/plans')).toEqual(
      services.map((each) => ({
        ...{ kind: 'annotate', service: each, labels: {} },
        annotations: { 'a8r.io/owner': 'payments-team' },
      })),
    )
    const sent = bodies(calls, '/changes').map((body) => carryOutSchema.parse(body))
    expect(sent.map(({ hash }) => hash)).toEqual(['db', 'mail', 'queue'])
    expect(new Set(sent.map(({ changeId }) => changeId)).size).toBe(3)
  })

  it('leaves out what waits for something to be said, and takes it along once it was', async () => {
    const warned = makeCheck({ code: 'field-owner', state: 'warn', title: 'Helm will write it back' })
    const { calls, user } = await show({ prechecksOf: (name) => (name === 'mail' ? [warned] : []) })
    await screen.findByRole('button', { name: 'Write 2' })
    within(await lineOf('mail')).getByText('waits for what it asks')
    await user.click(within(await lineOf('mail')).getByRole('checkbox', { name: /I accept this/ }))
    await user.click(await screen.findByRole('button', { name: 'Write 3' }))
    await screen.findByText('3 written')
    const mail = bodies(calls, '/changes').map((body) => carryOutSchema.parse(body))[1]
    expect(mail).toMatchObject({ acknowledge: ['field-owner'] })
  })

  it('says of each what became of it, goes on after one that was not written, and tries that again as the same change', async () => {
    const away = { status: 503, body: problem(503, 'unavailable', 'The API server does not answer.') }
    const { calls, user } = await show({
      write: ({ request }, tried) =>
        request.service.name === 'mail' && tried === 1 ? away : { body: makeChange({ service: request.service }) },
    })
    await user.click(await screen.findByRole('button', { name: 'Write 3' }))
    expect((await within(await lineOf('mail')).findByRole('alert')).textContent).toContain('does not answer')
    await screen.findByText('1 to be written · 2 written')
    await user.click(screen.getByRole('button', { name: 'Write one' }))
    await screen.findByText('3 written')
    const ids = bodies(calls, '/changes')
      .map((body) => carryOutSchema.parse(body))
      .flatMap(({ request, changeId }) => (request.service.name === 'mail' ? [changeId] : []))
    expect(ids).toHaveLength(2)
    expect(new Set(ids).size).toBe(1)
  })

  it('has a plan that somebody overtook made anew', async () => {
    const overtaken = problem(409, 'conflict', 'db changed since you looked.', { seen: null, now: makeChange().to })
    const { calls, user } = await show({
      write: ({ request }, tried) =>
        request.service.name === 'db' && tried === 1
          ? { status: 409, body: overtaken }
          : { body: makeChange({ service: request.service }) },
    })
    await user.click(await screen.findByRole('button', { name: 'Write 3' }))
    await user.click(await screen.findByRole('button', { name: /^Plan again/ }))
    await user.click(await screen.findByRole('button', { name: 'Write one' }))
    await screen.findByText('3 written')
    expect(bodies(calls, '/plans')).toHaveLength(4)
  })

  it('says what is wrong with a field before anything is planned', async () => {
    const calls = await startConsoleServer({})
    renderScreen(<DescriptionSheet services={services} onClose={() => undefined} />)
    const user = userEvent.setup()
    await user.type(await screen.findByLabelText(/^Part of/), 'web shop')
    await user.click(screen.getByRole('button', { name: 'Plan the change' }))
    expect((await screen.findByRole('alert')).textContent).toContain('at most 63')
    await waitFor(() => expect(bodies(calls, '/plans')).toEqual([]))
  })
})
