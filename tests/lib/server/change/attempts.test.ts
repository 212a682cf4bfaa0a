import { readFile } from 'node:fs/promises'
import { afterEach, expect, test } from 'vitest'
import type { ChangeView } from '@/lib/contract/changes'
import { AppError } from '@/lib/domain/app-error'
import { attemptOutcome } from '@/lib/domain/change/attempt-outcome'
import { attemptRefusal, type RefusedAttempt, refusalReasons } from '@/lib/domain/change/attempt-refusal'
import { changeStates } from '@/lib/domain/change/change-state'
import { endpoint } from '@/lib/domain/change/endpoint'
import { createKubeClient } from '@/lib/kubernetes/kube-client'
import { outcomeEvent, refusalEvent } from '@/lib/server/change/attempt-event'
import { attemptListener } from '@/lib/server/change/attempt-listener'
import { ChangeEvents } from '@/lib/server/change/change-events'
import { ChangeFeed } from '@/lib/server/change/change-feed'
import { changeView } from '@/lib/server/change/change-view'
import { logAttempt, logRefusal } from '@/lib/server/change/log-attempt'
import { createLog, type Log } from '@/lib/server/log/log'
import { poll } from '../../../control-plane/poll.ts'
import { changeEntry, changeId } from '../../domain/change/change-entries.ts'
import { accessTo, type LoopbackApi, sendJson, startLoopbackApi, statusOf } from '../../kubernetes/loopback-api.ts'
import { ManualClock } from '../../kubernetes/manual-clock.ts'

const ref = { cluster: 'one', namespace: 'shop', name: 'orders' }
const at = '2026-11-23T12:00:04.000Z'
const inState = (state: ChangeView['state'], members: Partial<ChangeView> = {}): ChangeView => ({
  ...changeView(changeEntry(1, { state, steps: [{ state, at, note: null }] }), ref),
  ...members,
})

const closing: Array<() => Promise<unknown>> = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

test('each outcome of an attempt is told once, and nothing on the way to it', () => {
  const told: string[] = []
  const feed = new ChangeFeed([attemptListener((change, outcome) => told.push(`${change.state} ${outcome.type}`))])
  for (const state of changeStates) for (let times = 0; times < 2; times += 1) feed.tell(inState(state), 'engine')
  expect(told.sort()).toEqual([
    'applied Normal',
    'conflict Warning',
    'failed Warning',
    'inconclusive Warning',
    'not-applied Warning',
    'reverted Warning',
    'undo-failed Warning',
    'undone Normal',
  ])
})

test('what another console did reaches the browsers of this one, but no log and no Event of it', () => {
  const seen: string[] = []
  const told: string[] = []
  const feed = new ChangeFeed([
    (change) => seen.push(change.state),
    attemptListener((change) => told.push(change.state)),
  ])
  feed.tell(inState('applying'), 'record')
  feed.tell(inState('applied'), 'record')
  expect(seen).toEqual(['applying', 'applied'])
  expect(told).toEqual([])
})

function lineOf(tell: (log: Log) => void): string {
  const written: string[] = []
  const clock = { now: () => Date.parse(at) }
  tell(createLog({ format: 'json', least: 'debug', clock, write: (text) => void written.push(text) }))
  expect(written).toHaveLength(1)
  const [line = ''] = written
  expect(line.trimEnd()).not.toContain('\n')
  return line
}

test('the log says in one line of JSON what was changed by whom, and which checks were passed, without the reasons', () => {
  const overrides = [{ code: 'frozen', reason: 'the password is hunter2', until: null }]
  const change = inState('reverted', { overrides, by: 'a\nb', reason: 'secret' })
  const line = lineOf((log) => logAttempt(log, change, { reason: 'ChangeReverted', type: 'Warning' }))
  expect(JSON.parse(line)).toEqual({
    time: at,
    level: 'warn',
    event: 'change',
    message: String.raw`change ${changeId(1)} of shop/orders by a\u{a}b: reverted`,
    change: changeId(1),
    auditId: changeId(1),
    kind: 'switch',
    ...ref,
    by: String.raw`a\u{a}b`,
    from: 'a.example',
    to: 'b.example',
    state: 'reverted',
    overrides: ['frozen'],
  })
})

const staleRefusal = attemptRefusal(new AppError('conflict', 'It\u202e moved\nsince.', { reason: 'plan-stale' }), [])

function refusedAttempt(members: Partial<RefusedAttempt> = {}): RefusedAttempt {
  if (staleRefusal === null) throw new Error('a stale plan is told')
  const ends = { from: endpoint('ExternalName', 'a.example'), to: endpoint('ExternalName', 'b.example') }
  const named = { id: changeId(1), kind: 'switch' as const, service: ref, by: 'ada', at }
  return { ...named, ...ends, unmet: [], refusal: staleRefusal, ...members }
}

test('a refused attempt is one line of the log as well, with its cause', () => {
  const line = lineOf((log) => logRefusal(log, refusedAttempt({ by: 'ada', from: null, unmet: ['frozen'] })))
  expect(JSON.parse(line)).toEqual({
    ...{ time: at, level: 'warn', event: 'change-refused', change: changeId(1), kind: 'switch', ...ref, by: 'ada' },
    message: `change ${changeId(1)} of shop/orders by ada was refused`,
    ...{ from: null, to: 'b.example', cause: 'stale', unmet: ['frozen'] },
    detail: String.raw`It\u{202e} moved\u{a}since.`,
  })
})

test('a refused attempt is a warning that names who, from where to where, and why, in plain text of 1,024 characters at most', () => {
  const event = refusalEvent(refusedAttempt({ by: 'eve\u202e' }))
  expect(event).toEqual({
    ...{ service: ref, name: `signpost.${changeId(1)}.refused-stale`, type: 'Warning', action: 'switch' },
    ...{ reason: 'PlanStale', atMs: Date.parse(at) },
    note: String.raw`Refused: a.example to b.example by eve\u{202e}, change ${changeId(1)}. It\u{202e} moved\u{a}since.`,
  })
  expect(refusalEvent(refusedAttempt({ by: 'x'.repeat(3_000) })).note.length).toBeLessThanOrEqual(1_025)
})

interface Told {
  path: string
  body: Record<string, unknown>
}

async function eventsTo(answer: (tries: number) => { status: number; body: object }) {
  const told: Told[] = []
  const results: string[] = []
  const api: LoopbackApi = await startLoopbackApi(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    told.push({ path: request.url ?? '', body: JSON.parse(text) })
    const { status, body } = answer(told.length)
    sendJson(response, status, body)
  })
  const client = createKubeClient(accessTo(api.url), { kind: 'kubeconfig' }, { userAgent: 'signpost/test' })
  const clock = new ManualClock()
  const events = new ChangeEvents({
    clientOf: (cluster) => (cluster === 'one' ? client : null),
    uidOf: () => 'uid-1',
    clock,
    instance: 'console-0',
    onDone: (cluster, result) => results.push(`${cluster} ${result}`),
  })
  closing.push(
    () => events.close(),
    () => client.close(),
    () => api.close(),
  )
  const done = (count: number) =>
    poll(async () => results.length >= count, { what: `${count} events are done`, timeoutMs: 5_000, everyMs: 5 })
  return { told, results, clock, events, done }
}

const applied = { reason: 'ChangeApplied', type: 'Normal' } as const

test('an Event names the Service, what happened, when, and who told it', async () => {
  const { told, results, events, done } = await eventsTo(() => ({ status: 201, body: {} }))
  events.write(outcomeEvent(inState('applied', { reason: 'x'.repeat(2_000) }), applied))
  await done(1)
  expect(results).toEqual(['one written'])
  expect(told[0]?.path).toBe('/apis/events.k8s.io/v1/namespaces/shop/events?fieldManager=signpost')
  expect(told[0]?.body).toMatchObject({
    metadata: { namespace: 'shop', name: `signpost.${changeId(1)}.applied` },
    eventTime: '2026-11-23T12:00:04.000000Z',
    reportingController: 'signpost/console',
    reportingInstance: 'console-0',
    action: 'switch',
    reason: 'ChangeApplied',
    type: 'Normal',
    regarding: { apiVersion: 'v1', kind: 'Service', namespace: 'shop', name: 'orders', uid: 'uid-1' },
  })
  const note = String(told[0]?.body.note)
  expect(note).toMatch(/^a\.example to b\.example by ada, change .*Reason: x+$/)
  expect(Buffer.byteLength(note)).toBe(1_024)
})

test('an Event that another console has written already is as good', async () => {
  const exists = { status: 409, body: statusOf(409, 'AlreadyExists', 'it exists') }
  const { told, results, events, done } = await eventsTo(() => exists)
  events.write(outcomeEvent(inState('applied'), applied))
  await done(1)
  expect(results).toEqual(['one written'])
  expect(told).toHaveLength(1)
})

test('a server that is away is tried three times, a denial once, and both are counted without touching the change', async () => {
  const away = await eventsTo(() => ({ status: 503, body: statusOf(503, 'ServiceUnavailable', 'away') }))
  away.events.write(outcomeEvent(inState('applied'), applied))
  for (let tries = 1; tries < 3; tries += 1) {
    await poll(
      async () => away.clock.waiting() > 0 && away.clock.delays.includes(2_000) && away.told.length === tries,
      {
        ...{ what: 'it waits', timeoutMs: 5_000, everyMs: 5 },
      },
    )
    away.clock.advance(2_000)
    await poll(async () => away.told.length === tries + 1, { what: 'it tries again', timeoutMs: 5_000, everyMs: 5 })
  }
  await away.done(1)
  expect(away.results).toEqual(['one failed'])
  const denied = await eventsTo(() => ({ status: 403, body: statusOf(403, 'Forbidden', 'no') }))
  denied.events.write(outcomeEvent(inState('applied'), applied))
  await denied.done(1)
  expect(denied.told).toHaveLength(1)
  expect(denied.results).toEqual(['one failed'])
})

test('a console that closes takes no more Events', async () => {
  const { told, results, events } = await eventsTo(() => ({ status: 201, body: {} }))
  await events.close()
  events.write(outcomeEvent(inState('applied'), applied))
  expect(results).toEqual(['one failed'])
  expect(told).toEqual([])
})

test('the documents name the reason of every Event', async () => {
  const text = await readFile(new URL('../../../../docs/metrics.md', import.meta.url), 'utf8')
  const outcomes = changeStates.flatMap((state) => attemptOutcome(state)?.reason ?? [])
  const told = [...outcomes, ...Object.values(refusalReasons)]
  expect(told.filter((reason) => !text.includes(`\`${reason}\``))).toEqual([])
})
