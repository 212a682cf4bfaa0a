import { expect, test } from 'vitest'
import { type SelectionState, watchState } from '@/lib/kubernetes/watch-state'

const nowMs = Date.parse('2026-11-23T12:00:00Z')
const since = '2026-11-23T11:59:50.000Z'
const current: SelectionState = { kind: 'current' }
const failing = (ageMs: number, wasCurrent: boolean): SelectionState => ({
  kind: 'failing',
  sinceMs: nowMs - ageMs,
  why: 'Unauthorized',
  wasCurrent,
})
const denied: SelectionState = { kind: 'denied', verb: 'list', resource: 'services', why: 'no' }
const silence = { sinceMs: nowMs - 10_000, why: 'refused the connection' }

test.each([
  [
    'connecting with the last failure before the first list',
    [{ kind: 'new' }, current],
    null,
    { state: 'connecting', why: 'refused the connection' },
  ],
  ['live when all is listed', [current, current], null, { state: 'live' }],
  ['live while a watch is briefly broken', [failing(9_999, true), current], null, { state: 'live' }],
  [
    'connecting while the first list fails',
    [failing(9_999, false), current],
    null,
    { state: 'connecting', why: 'refused the connection' },
  ],
  [
    'stale when a list has failed for 10 s although the server answers',
    [failing(10_000, true), current],
    null,
    { state: 'stale', since, why: 'Unauthorized' },
  ],
  [
    'stale when the server is silent, whatever else',
    [denied, current],
    silence,
    { state: 'stale', since, why: 'refused the connection' },
  ],
  [
    'connecting, and why, when the server was never read, however long it is silent',
    [{ kind: 'new' }, failing(60_000, false)],
    silence,
    { state: 'connecting', why: 'refused the connection' },
  ],
  [
    'connecting, and why, when the first list has failed for 10 s although the server answers',
    [failing(10_000, false), { kind: 'new' }],
    null,
    { state: 'connecting', why: 'Unauthorized' },
  ],
  [
    'denied with verb and resource',
    [current, denied],
    null,
    { state: 'denied', verb: 'list', resource: 'services', why: 'no' },
  ],
] as const)('is %s', (_, services, silent, wanted) => {
  expect(watchState({ services, silence: silent, lastFailure: 'refused the connection', nowMs })).toEqual(wanted)
})
