import type { ChangeView } from '@/lib/contract/changes'
import type { ChangeState } from '@/lib/domain/change/change-state'
import { asSubject } from './as-subject'
import { changeStateWords } from './change-state-words'
import { seenMs } from './change-times'

export interface LifeStep {
  state: ChangeState
  title: string
  status: 'done' | 'now' | 'next' | 'bad'
  /** When it was reached, ISO 8601; null for what is still to come. */
  at: string | null
  note: string | null
}

const stages: readonly ChangeState[] = ['applying', 'applied', 'propagating', 'verifying', 'soaking', 'completed']

/** What happened to a change, and what is still to come while it goes on. `to` is what its target is called. */
export function lifeSteps(change: ChangeView, to: string): LifeStep[] {
  const reached = change.steps.map((step, index) => reachedStep(change, step, index, to))
  const isLive = change.steps.some(({ state }) => state === 'applying' || state === 'applied')
  if (!isLive || !changeStateWords(change.state).isRunning) return reached
  const last = stages.indexOf(change.state)
  if (last < 0) return reached
  const coming = stages.slice(last + 1).map((state, index): LifeStep => {
    return {
      state,
      title: titleOf(state, change, to),
      status: index === 0 ? 'now' : 'next',
      at: null,
      note: comingNote(state),
    }
  })
  return [...reached, ...coming]
}

function reachedStep(change: ChangeView, step: ChangeView['steps'][number], index: number, to: string): LifeStep {
  const { state, at } = step
  const { severity, words } = changeStateWords(state)
  const isAfterDoubt =
    state === 'completed' && ['inconclusive', 'failed'].includes(change.steps[index - 1]?.state ?? '')
  const isUnseen = state === 'verifying' && change.answers.length > 0 && seenMs(change) === null
  const title = isAfterDoubt
    ? 'Kept'
    : isUnseen
      ? `The cluster’s DNS does not give ${to} yet`
      : state === 'completed'
        ? 'Verified'
        : stages.includes(state)
          ? titleOf(state, change, to)
          : words
  const isBad = isUnseen || severity === 'warning' || severity === 'critical'
  return { state, title, status: isBad ? 'bad' : 'done', at, note: step.note ?? ownNote(change, state) }
}

function titleOf(state: ChangeState, { from, to: wanted }: ChangeView, to: string): string {
  switch (state) {
    case 'applying':
      return 'Intent recorded'
    case 'applied':
      return from.type === 'absent' ? 'Service made' : wanted.type === 'absent' ? 'Service deleted' : 'Service patched'
    case 'propagating':
      return 'Seen on the watch'
    case 'verifying':
      return wanted.type === 'absent' ? 'The cluster’s DNS knows the name no more' : `The cluster’s DNS gives ${to}`
    case 'soaking':
      return wanted.type === 'absent' ? 'The name is gone' : `${asSubject(to)} serves`
    default:
      return 'Soak'
  }
}

function ownNote({ service, by, id }: ChangeView, state: ChangeState): string | null {
  if (state === 'applying') return `ConfigMap signpost-history.${service.namespace}.${service.name}`
  return state === 'applied' ? `as ${by}, Audit-ID ${id}` : null
}

function comingNote(state: ChangeState): string | null {
  switch (state) {
    case 'verifying':
      return 'It is asked every second.'
    case 'soaking':
      return 'Its target resolves, and answers where it is probed.'
    case 'completed':
      return 'Undo stays one click. The outcome goes into the record.'
    default:
      return null
  }
}
