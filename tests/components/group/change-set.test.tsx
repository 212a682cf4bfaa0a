import { describe, expect, it } from 'vitest'
import {
  appliedOf,
  type ChangeSetState,
  canStart,
  changeSet,
  emptySet,
  hasEnded,
  nextItem,
  phaseOf,
  unmetOf,
} from '@/components/group/change-set'
import type { Precheck } from '@/lib/domain/change/precheck'
import { makeChange, makePlan } from '../change/changes'

const service = (name: string) => ({ cluster: 'prod', namespace: 'catalog', name })
const wanted = ['a', 'b', 'c'].map((name) => ({
  request: { kind: 'switch' as const, service: service(name), to: 'green' as const },
  changeId: `id-${name}`,
}))
const check = (state: Precheck['state']): Precheck => ({ code: 'x', state, title: 't', evidence: 'e', checkedAt: '' })
const key = (name: string) => `prod/catalog/${name}`

const begun = changeSet(emptySet, { type: 'begin', id: 'one', isUndo: false, wanted })
const planned = (state: ChangeSetState, name: string, prechecks: Precheck[] = []) =>
  changeSet(state, { type: 'planned', id: 'one', key: key(name), plan: makePlan({ prechecks }) })
const all = ['a', 'b', 'c'].reduce((state, name) => planned(state, name), begun)
const applied = (state: ChangeSetState, name: string) =>
  changeSet(changeSet(state, { type: 'applying', key: key(name) }), {
    ...{ type: 'applied', key: key(name) },
    change: makeChange({ id: `id-${name}`, service: service(name) }),
  })
const failed = (state: ChangeSetState, name: string) =>
  changeSet(state, { type: 'failed', key: key(name), message: 'Someone was faster.', prechecks: null })

describe('a set of changes', () => {
  it('is planned once every change has its plan or its refusal', () => {
    const two = planned(planned(begun, 'a'), 'b')
    expect(phaseOf(begun)).toBe('planning')
    expect(phaseOf(two)).toBe('planning')
    const refused = changeSet(two, { type: 'refused', id: 'one', key: key('c'), message: 'no right' })
    expect(phaseOf(refused)).toBe('planned')
    expect(canStart(refused)).toBe(false)
    expect(canStart(changeSet(refused, { type: 'leave-out', key: key('c') }))).toBe(true)
  })

  it.each(['warn', 'block', 'refuse'] as const)('does not start while a check that is %s is not settled', (state) => {
    const one = planned(all, 'b', [check(state)])
    expect(unmetOf(one.items[1] ?? begunItem())).toHaveLength(1)
    expect(phaseOf(changeSet(one, { type: 'start' }))).toBe('planned')
    const consent = { acknowledged: ['x'], overrides: { x: 'because it is tested' } }
    const settled = changeSet(one, { type: 'consent', key: key('b'), consent })
    expect(canStart(settled)).toBe(state !== 'refuse')
  })

  it('ends with the first of its plans', () => {
    const endsMs = Math.min(...all.items.map(({ at }) => ('plan' in at ? Date.parse(at.plan.expiresAt) : 0)))
    expect([hasEnded(all, endsMs - 1), hasEnded(all, endsMs)]).toEqual([false, true])
  })

  it('makes its changes in order, one at a time', () => {
    let state = changeSet(all, { type: 'start' })
    for (const name of ['a', 'b', 'c']) {
      expect(nextItem(state)?.key).toBe(key(name))
      state = applied(state, name)
    }
    expect([phaseOf(state), nextItem(state)]).toEqual(['done', null])
  })

  it('stops at the first that fails, and knows what was made before in its order', () => {
    const state = failed(applied(changeSet(all, { type: 'start' }), 'a'), 'b')
    expect([phaseOf(state), nextItem(state)]).toEqual(['stopped', null])
    expect(appliedOf(state).map(({ service: { name } }) => name)).toEqual(['a'])
    expect(state.items.map(({ at }) => at.step)).toEqual(['applied', 'failed', 'planned'])
  })

  it('goes on while its sheet is closed, and is forgotten when it is closed before or after', () => {
    const running = changeSet(changeSet(all, { type: 'start' }), { type: 'close' })
    expect([phaseOf(running), running.isOpen]).toEqual(['running', false])
    expect(changeSet(all, { type: 'close' })).toEqual(emptySet)
    expect(changeSet(failed(running, 'a'), { type: 'close' })).toEqual(emptySet)
  })

  it('takes no plan that was asked for by another set, and leaves nothing out once it runs', () => {
    expect(changeSet(begun, { type: 'planned', id: 'other', key: key('a'), plan: makePlan() })).toBe(begun)
    const running = changeSet(all, { type: 'start' })
    expect(changeSet(running, { type: 'leave-out', key: key('c') }).items).toHaveLength(3)
  })

  it('shows the checks that turned on the change that failed', () => {
    const state = changeSet(changeSet(all, { type: 'start' }), {
      ...{ type: 'failed', key: key('a'), message: 'One more check.' },
      prechecks: [check('warn')],
    })
    expect(unmetOf(state.items[0] ?? begunItem())?.map(({ state: each }) => each)).toEqual(['warn'])
  })
})

function begunItem(): never {
  throw new Error('the set has no such change')
}
