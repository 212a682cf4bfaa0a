import { type Consent, carryOutBody, idleFlow } from '@/components/change/change-flow'
import type { ChangeRequest } from '@/lib/client/commands'
import type { ChangeView, MigrationStep, Plan } from '@/lib/contract/changes'
import type { Precheck } from '@/lib/domain/change/precheck'
import { unmetPrechecks } from '@/lib/domain/change/unmet-prechecks'
import { serviceKey } from '@/lib/domain/service/service-ref'

/** Where one change of a set stands. `refused`: there is no plan for it; `failed`: its turn came, and the set stopped there. */
type SetStep =
  | { step: 'planning' }
  | { step: 'refused'; message: string }
  | { step: 'planned'; plan: Plan }
  | { step: 'applying'; plan: Plan }
  | { step: 'applied'; plan: Plan; change: ChangeView }
  | { step: 'failed'; plan: Plan; message: string }

export type SetWhat = 'switch' | 'create' | 'change'

export interface SetItem {
  key: string
  request: ChangeRequest
  /** Sent again after a lost answer it is the same change. */
  changeId: string
  consent: Consent
  at: SetStep
}

/** Several changes that are planned together and made one after the other; not atomic, nothing in a cluster could make it so. */
export interface ChangeSetState {
  /** Which set this is: what was asked for an earlier one comes too late. */
  id: string
  isUndo: boolean
  /** What is done to each: an undo takes back what was done before it. */
  what: SetWhat
  /** The migration that the changes are a step of; null for changes of their own. */
  migration: MigrationStep | null
  isOpen: boolean
  hasStarted: boolean
  items: readonly SetItem[]
}

export type SetPhase = 'none' | 'planning' | 'planned' | 'running' | 'stopped' | 'done'

export type ChangeSetAction =
  | {
      type: 'begin'
      id: string
      isUndo: boolean
      migration?: MigrationStep | null
      wanted: readonly { request: ChangeRequest; changeId: string }[]
    }
  | { type: 'planned'; id: string; key: string; plan: Plan }
  | { type: 'refused'; id: string; key: string; message: string }
  | { type: 'consent'; key: string; consent: Partial<Consent> }
  | { type: 'leave-out'; key: string }
  | { type: 'start' }
  | { type: 'applying'; key: string }
  | { type: 'applied'; key: string; change: ChangeView }
  | { type: 'failed'; key: string; message: string; prechecks: Precheck[] | null }
  | { type: 'open' }
  | { type: 'close' }

export const emptySet: ChangeSetState = {
  ...{ id: '', isUndo: false, what: 'switch', isOpen: false, hasStarted: false, migration: null },
  items: [],
}

/** The next state of a set; pure. */
export function changeSet(state: ChangeSetState, action: ChangeSetAction): ChangeSetState {
  switch (action.type) {
    case 'begin':
      return {
        ...{ id: action.id, isUndo: action.isUndo, isOpen: true, hasStarted: false },
        what: whatOf(state, action),
        migration: action.migration ?? null,
        items: action.wanted.map(({ request, changeId }) => ({
          ...{ key: serviceKey(request.service), request, changeId, consent: idleFlow.consent },
          at: { step: 'planning' },
        })),
      }
    case 'planned':
      return action.id === state.id ? at(state, action.key, { step: 'planned', plan: action.plan }) : state
    case 'refused':
      return action.id === state.id ? at(state, action.key, { step: 'refused', message: action.message }) : state
    case 'consent':
      return withItem(state, action.key, (item) => ({ ...item, consent: { ...item.consent, ...action.consent } }))
    case 'leave-out': {
      const items = state.hasStarted ? state.items : state.items.filter(({ key }) => key !== action.key)
      return items.length === 0 ? emptySet : { ...state, items }
    }
    case 'start':
      return canStart(state) ? { ...state, hasStarted: true } : state
    case 'applying':
      return withPlan(state, action.key, (plan) => ({ step: 'applying', plan }))
    case 'applied':
      return withPlan(state, action.key, (plan) => ({ step: 'applied', plan, change: action.change }))
    case 'failed': {
      const { prechecks, message } = action
      return withPlan(state, action.key, (plan) => ({
        ...{ step: 'failed', message },
        plan: prechecks === null ? plan : { ...plan, prechecks },
      }))
    }
    case 'open':
      return { ...state, isOpen: true }
    case 'close':
      return phaseOf(state) === 'running' ? { ...state, isOpen: false } : emptySet
  }
}

function whatOf(state: ChangeSetState, { isUndo, wanted }: Extract<ChangeSetAction, { type: 'begin' }>): SetWhat {
  if (isUndo) return state.items.length === 0 ? 'change' : state.what
  const kind = wanted[0]?.request.kind
  return kind === 'create' || kind === 'switch' ? kind : 'change'
}

export function phaseOf({ items, hasStarted }: ChangeSetState): SetPhase {
  const has = (step: SetStep['step']) => items.some((item) => item.at.step === step)
  if (items.length === 0) return 'none'
  if (has('planning')) return 'planning'
  if (!hasStarted) return 'planned'
  if (has('failed')) return 'stopped'
  return items.every((item) => item.at.step === 'applied') ? 'done' : 'running'
}

/** The change whose turn it is; null when none is left or one failed. */
export function nextItem(state: ChangeSetState): SetItem | null {
  if (phaseOf(state) !== 'running') return null
  return state.items.find((item) => item.at.step === 'planned') ?? null
}

/** What of an item's plan is still to be acknowledged or overridden; null where there is no plan. */
export function unmetOf(item: SetItem): Precheck[] | null {
  if (item.at.step === 'planning' || item.at.step === 'refused') return null
  const { acknowledge, overrides } = carryOutBody(item.at.plan, item.changeId, item.consent)
  return unmetPrechecks(item.at.plan.prechecks, acknowledge, overrides)
}

/** Every change of the set has a plan, and nothing is left to settle in any. */
export function canStart(state: ChangeSetState): boolean {
  return phaseOf(state) === 'planned' && state.items.every((item) => unmetOf(item)?.length === 0)
}

/** Whether the plan of any change of the set has ended, and what was given on it too. */
export function hasEnded({ items }: ChangeSetState, nowMs: number): boolean {
  return items.some(({ at }) => 'plan' in at && Date.parse(at.plan.expiresAt) <= nowMs)
}

/** The changes that were made, in the order in which they were. */
export function appliedOf({ items }: ChangeSetState): ChangeView[] {
  return items.flatMap((item) => (item.at.step === 'applied' ? [item.at.change] : []))
}

function at(state: ChangeSetState, key: string, step: SetStep): ChangeSetState {
  return withItem(state, key, (item) => ({ ...item, at: step }))
}

function withPlan(state: ChangeSetState, key: string, step: (plan: Plan) => SetStep): ChangeSetState {
  return withItem(state, key, (item) => ('plan' in item.at ? { ...item, at: step(item.at.plan) } : item))
}

function withItem(state: ChangeSetState, key: string, change: (item: SetItem) => SetItem): ChangeSetState {
  return { ...state, items: state.items.map((item) => (item.key === key ? change(item) : item)) }
}
