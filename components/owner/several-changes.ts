import { type Consent, carryOutBody } from '@/components/change/change-flow'
import type { ChangeView, Plan } from '@/lib/contract/changes'
import { unmetPrechecks } from '@/lib/domain/change/unmet-prechecks'
import { type ServiceRef, serviceKey } from '@/lib/domain/service/service-ref'

/** Where the change of one of several Services stands. */
export type OneStep =
  | { step: 'planning' }
  /** `refusal` is why the last try to write it was not taken. */
  | { step: 'planned'; plan: Plan; changeId: string; consent: Consent; refusal: string | null }
  | { step: 'applying'; plan: Plan; changeId: string; consent: Consent }
  | { step: 'applied'; change: ChangeView }
  | { step: 'failed'; message: string }

export interface OneChange {
  service: ServiceRef
  at: OneStep
}

export type SeveralAction =
  | { type: 'plan'; services: readonly ServiceRef[] }
  | { type: 'step'; service: ServiceRef; at: OneStep }
  | { type: 'consent'; service: ServiceRef; consent: Partial<Consent> }

const noConsent: Consent = { acknowledged: [], overrides: {}, reason: '' }

/** A plan that nobody has said anything of yet. */
export function plannedStep(plan: Plan, changeId: string, refusal: string | null = null): OneStep {
  return { step: 'planned', plan, changeId, consent: noConsent, refusal }
}

/** The next state of the changes of several Services, each with a plan of its own; pure. */
export function severalChanges(changes: readonly OneChange[], action: SeveralAction): readonly OneChange[] {
  switch (action.type) {
    case 'plan': {
      const anew = action.services.map(
        ({ cluster, namespace, name }): OneChange => ({
          service: { cluster, namespace, name },
          at: { step: 'planning' },
        }),
      )
      const again = new Map(anew.map((change) => [serviceKey(change.service), change]))
      const kept = changes.map((change) => again.get(serviceKey(change.service)) ?? change)
      const known = new Set(changes.map(({ service }) => serviceKey(service)))
      return [...kept, ...anew.filter(({ service }) => !known.has(serviceKey(service)))]
    }
    case 'step':
      return changes.map((change) => (isOf(change, action.service) ? { ...change, at: action.at } : change))
    case 'consent':
      return changes.map((change) =>
        isOf(change, action.service) && change.at.step === 'planned'
          ? { ...change, at: { ...change.at, consent: { ...change.at.consent, ...action.consent } } }
          : change,
      )
  }
}

/** Whether everything that its plan asks for was said. */
export function isReady({ at }: OneChange): boolean {
  if (at.step !== 'planned') return false
  const { acknowledge, overrides } = carryOutBody(at.plan, at.changeId, at.consent)
  return unmetPrechecks(at.plan.prechecks, acknowledge, overrides).length === 0
}

/** How many there are of each; `open` waits for something to be said. */
export function countSteps(changes: readonly OneChange[]) {
  const of = (...steps: OneStep['step'][]) => changes.filter(({ at }) => steps.includes(at.step)).length
  const ready = changes.filter(isReady).length
  return {
    planning: of('planning'),
    ready,
    open: of('planned') - ready,
    applying: of('applying'),
    applied: of('applied'),
    failed: of('failed'),
  }
}

function isOf({ service }: OneChange, other: ServiceRef): boolean {
  return serviceKey(service) === serviceKey(other)
}
