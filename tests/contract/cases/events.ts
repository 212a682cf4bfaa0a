import { expect } from 'vitest'
import { defineCase, defineSuite } from '../contract-suite.ts'
import { type Cause, expectInvalid, namesIn, valueAt } from '../expect-answer.ts'
import { namePartMessage } from '../label-messages.ts'
import type { Stage } from '../stage.ts'

const eventObject = (stage: Stage, name: string, more: object = {}) => ({
  apiVersion: 'events.k8s.io/v1',
  kind: 'Event',
  metadata: { name },
  eventTime: '2026-11-24T00:00:00.000000Z',
  reportingController: 'signpost.example/console',
  reportingInstance: 'console-0',
  action: 'Switch',
  reason: 'Switched',
  note: 'from a.com to b.com',
  type: 'Normal',
  regarding: { apiVersion: 'v1', kind: 'Service', namespace: stage.namespace, name: 'api' },
  ...more,
})

const listCore = (stage: Stage, fieldSelector: string) =>
  stage.call({
    method: 'GET',
    path: `/api/v1/namespaces/${stage.namespace}/events?fieldSelector=${encodeURIComponent(fieldSelector)}`,
  })

const missing = (field: string): readonly Cause[] => [[field, 'Required', 'Required value']]
// The server repeats no value here.
const wrong = (field: string, message: string): readonly Cause[] => [
  [field, 'Invalid', `Invalid value: "": ${message}`],
]

const refusedEvents: readonly (readonly [title: string, more: object, causes: readonly Cause[]])[] = [
  ['no time', { eventTime: undefined }, missing('eventTime')],
  ['no instance', { reportingInstance: undefined }, missing('reportingInstance')],
  ['no action', { action: undefined }, missing('action')],
  ['no reason', { reason: undefined }, missing('reason')],
  [
    'a controller with a blank',
    { reportingController: 'a b' },
    [['reportingController', 'Invalid', `Invalid value: "a b": ${namePartMessage}`]],
  ],
  ['a reason of 129 characters', { reason: 'x'.repeat(129) }, wrong('reason', 'can have at most 128 characters')],
  ['a note of 1025 characters', { note: 'x'.repeat(1025) }, wrong('message', 'can have at most 1024 characters')],
  ['a type that is neither normal nor a warning', { type: 'Odd' }, wrong('type', 'has invalid value: Odd')],
]

export const events = defineSuite('Events', [
  defineCase('are found from the object that they are about, in the older words', async (stage) => {
    await stage.create('events', eventObject(stage, 'switched'))
    const answer = await listCore(stage, 'involvedObject.kind=Service,involvedObject.name=api')
    expect(namesIn(answer)).toEqual(['switched'])
    expect(valueAt(valueAt(answer.body, 'items'), '0')).toMatchObject({
      involvedObject: { kind: 'Service', namespace: stage.namespace, name: 'api' },
      reason: 'Switched',
      message: 'from a.com to b.com',
      type: 'Normal',
      eventTime: '2026-11-24T00:00:00.000000Z',
      reportingComponent: 'signpost.example/console',
      reportingInstance: 'console-0',
    })
    expect(namesIn(await listCore(stage, 'involvedObject.name=other'))).toEqual([])
  }),
  defineCase('are found from the object that they regard, in the newer words', async (stage) => {
    await stage.create('events', eventObject(stage, 'regarding'))
    const answer = await stage.list('events', { query: 'fieldSelector=regarding.name%3Dapi' })
    expect(namesIn(answer)).toContain('regarding')
  }),
  defineCase('are written in the older words too', async (stage) => {
    const answer = await stage.call({
      method: 'POST',
      path: `/api/v1/namespaces/${stage.namespace}/events`,
      body: {
        metadata: { name: 'core' },
        involvedObject: { kind: 'Service', namespace: stage.namespace, name: 'web' },
        reason: 'R',
        message: 'm',
        type: 'Warning',
        source: { component: 'x' },
      },
    })
    expect(answer.status).toBe(201)
    const newer = await stage.read('events', 'core')
    expect(newer.body).toMatchObject({
      kind: 'Event',
      apiVersion: 'events.k8s.io/v1',
      note: 'm',
      regarding: { name: 'web' },
    })
  }),
  ...refusedEvents.map(([title, more, causes]) =>
    defineCase(`refuse ${title}`, async (stage) => {
      const name = `refused-${title.replaceAll(' ', '-')}`
      expectInvalid(await stage.create('events', eventObject(stage, name, more)), 'Event', name, causes)
    }),
  ),
])
