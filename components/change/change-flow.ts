import type { ChangeRequest } from '@/lib/client/commands'
import type { CarryOut, ChangeView, MigrationStep, Plan } from '@/lib/contract/changes'
import type { Problem } from '@/lib/contract/problem'
import type { MissingRight } from '@/lib/domain/access/role-to-ask-for'
import { canonicalJson } from '@/lib/domain/change/canonical-json'
import type { WantedPort } from '@/lib/domain/change/change-request'
import { planValidMs } from '@/lib/domain/change/override'
import type { ServiceRef } from '@/lib/domain/service/service-ref'

/** What the viewer accepted: codes of warnings, reasons for blocks, and why it is done. Kept when it is planned again. */
export interface Consent {
  acknowledged: readonly string[]
  overrides: Readonly<Record<string, string>>
  reason: string
  /** Written live although its owner would revert it; otherwise the change for the repository leads. */
  writesLive?: boolean
}

/** What the viewer is asked for before there is anything to plan, as it stands in the form. */
export type ChangeDraft =
  | { kind: 'retarget'; target: string }
  | { kind: 'to-headless'; addresses: readonly string[]; ports: readonly WantedPort[] }

/** Where one change stands between the click and the record. */
export type ChangeStep =
  | { step: 'idle' }
  | { step: 'asking'; service: ServiceRef; draft: ChangeDraft; refusal: string | null }
  | { step: 'opening'; service: ServiceRef; refusal: string | null }
  | { step: 'planning'; request: ChangeRequest }
  | { step: 'planned'; request: ChangeRequest; plan: Plan; versions: string | null; refusal: string | null }
  /** On its way to the server: to be written live, or proposed for the repository. */
  | { step: 'applying'; request: ChangeRequest; plan: Plan; isProposal: boolean }
  | { step: 'applied'; request: ChangeRequest | null; plan: Plan | null; change: ChangeView }
  | { step: 'conflict'; request: ChangeRequest; problem: Problem }
  | ({ step: 'failed' } & Failed)

interface Failed {
  request: ChangeRequest
  message: string
  causes: readonly string[]
  /** The right that was missing, where that is why. */
  lacks: MissingRight | null
}

export interface ChangeFlowState {
  at: ChangeStep
  /** Whether the sheet is open; a change that needs nothing said goes without it. */
  isOpen: boolean
  consent: Consent
  /** What was accepted was accepted of this one. */
  consented: Plan | null
  /** The target that a change to another place started from. */
  current: string
  /** The migration that the change is a step of; null for a change of its own. */
  migration: MigrationStep | null
}

export type ChangeFlowAction =
  | { type: 'ask'; service: ServiceRef; target: string; draft: ChangeDraft }
  | { type: 'plan'; request: ChangeRequest; open: boolean; isFresh: boolean; migration: MigrationStep | null }
  | { type: 'planned'; request: ChangeRequest; plan: Plan; versions: string | null }
  | { type: 'apply'; request: ChangeRequest; plan: Plan; isProposal: boolean }
  | { type: 'applied'; request: ChangeRequest; plan: Plan; change: ChangeView }
  | { type: 'unmet'; request: ChangeRequest; plan: Plan; versions: string | null; message: string }
  | { type: 'conflict'; request: ChangeRequest; problem: Problem }
  | ({ type: 'failed' } & Failed)
  | { type: 'consent'; consent: Partial<Consent> }
  | { type: 'open' }
  | { type: 'close' }

const noConsent: Consent = { acknowledged: [], overrides: {}, reason: '' }

export const idleFlow: ChangeFlowState = {
  at: { step: 'idle' },
  isOpen: false,
  consent: noConsent,
  consented: null,
  current: '',
  migration: null,
}

/** A change that is to be looked at, whoever applied it, while it is being read. */
export function openingFlow(service: ServiceRef): ChangeFlowState {
  return { ...idleFlow, at: { step: 'opening', service, refusal: null }, isOpen: true }
}

/** The next state of a change's way; pure. */
export function changeFlow(state: ChangeFlowState, action: ChangeFlowAction): ChangeFlowState {
  switch (action.type) {
    case 'ask': {
      const { service, target, draft } = action
      return {
        at: { step: 'asking', service, draft, refusal: null },
        isOpen: true,
        consent: noConsent,
        consented: null,
        current: target,
        migration: null,
      }
    }
    case 'plan': {
      const { request, open, isFresh, migration } = action
      return {
        ...state,
        at: { step: 'planning', request },
        migration,
        isOpen: open,
        ...(isFresh && { consent: noConsent, consented: null }),
      }
    }
    case 'planned':
      return planned(state, action.request, action.plan, action.versions, null)
    case 'apply': {
      const { request, plan, isProposal } = action
      return { ...state, at: { step: 'applying', request, plan, isProposal } }
    }
    case 'applied': {
      const { request, plan, change } = action
      return { ...state, at: { step: 'applied', request, plan, change }, consent: noConsent }
    }
    case 'unmet':
      return planned(state, action.request, action.plan, action.versions, action.message)
    case 'conflict':
      return { ...state, at: { step: 'conflict', request: action.request, problem: action.problem }, isOpen: true }
    case 'failed':
      return { ...state, at: refused(action, state.migration), isOpen: true }
    case 'consent':
      return { ...state, consent: { ...state.consent, ...action.consent } }
    case 'open':
      return { ...state, isOpen: true }
    case 'close':
      return state.at.step === 'applied' || state.at.step === 'applying' ? { ...state, isOpen: false } : idleFlow
  }
}

function planned(
  state: ChangeFlowState,
  request: ChangeRequest,
  plan: Plan,
  versions: string | null,
  refusal: string | null,
): ChangeFlowState {
  return {
    ...state,
    at: { step: 'planned', request, plan, versions, refusal },
    isOpen: true,
    consent: stillMeant(state, plan),
    consented: plan,
  }
}

// What was said of a check holds as long as the check says the same, and an override no longer than the plan it was given on.
function stillMeant({ consent, consented }: ChangeFlowState, plan: Plan): Consent {
  const isSame = (code: string) => {
    const before = consented?.prechecks.find((each) => each.code === code)
    const now = plan.prechecks.find((each) => each.code === code)
    return !before || !now || (before.state === now.state && before.title === now.title)
  }
  const plannedMs = Date.parse(plan.expiresAt) - planValidMs
  const hasEnded = consented !== null && Date.parse(consented.expiresAt) <= plannedMs
  const kept = hasEnded ? [] : Object.entries(consent.overrides).filter(([code]) => isSame(code))
  return { ...consent, acknowledged: consent.acknowledged.filter(isSame), overrides: Object.fromEntries(kept) }
}

// What was refused is corrected where it was typed.
function refused({ request, message, causes, lacks }: Failed, migration: MigrationStep | null): ChangeStep {
  // What a migration changes is not for the sheet to correct, and a right is not for a form.
  const draft = migration === null && lacks === null ? draftOf(request) : null
  if (draft !== null) {
    const refusal = causes.length > 0 ? causes.join(' ') : message
    return { step: 'asking', service: request.service, draft, refusal }
  }
  return { step: 'failed', request, message, causes, lacks }
}

function draftOf(request: ChangeRequest): ChangeDraft | null {
  if (request.kind === 'retarget') return request
  if (request.kind !== 'to-headless' || request.addresses === undefined) return null
  return { kind: request.kind, addresses: request.addresses, ports: request.ports }
}

/** The migration that a request belongs to where nobody says: that of the same request, or of what it undoes. */
export function keptMigration({ at, migration }: ChangeFlowState, request: ChangeRequest): MigrationStep | null {
  if (migration === null) return null
  if (at.step === 'applied') return request.kind === 'undo' && request.changeId === at.change.id ? migration : null
  return 'request' in at && canonicalJson(at.request) === canonicalJson(request) ? migration : null
}

/** Whether a plan needs a person to look at it: something to acknowledge, to override, or that cannot be passed. */
export function needsReview(plan: Plan): boolean {
  return plan.prechecks.some(({ state }) => state === 'warn' || state === 'block' || state === 'refuse')
}

/** The body that carries a plan out with what was accepted; only what the plan asks for is sent. */
export function carryOutBody(
  plan: Plan,
  changeId: string,
  consent: Consent,
  migration: MigrationStep | null = null,
): CarryOut {
  const asked = (state: 'warn' | 'block') => plan.prechecks.filter((precheck) => precheck.state === state)
  const reason = consent.reason.trim()
  return {
    request: plan.request,
    hash: plan.hash,
    changeId,
    acknowledge: asked('warn').flatMap(({ code }) => (consent.acknowledged.includes(code) ? [code] : [])),
    overrides: asked('block').flatMap(({ code }) => {
      const why = consent.overrides[code]?.trim() ?? ''
      return why.length >= 10 ? [{ code, reason: why, until: plan.expiresAt }] : []
    }),
    ...(reason === '' ? {} : { reason }),
    ...(migration === null ? {} : { migration }),
  }
}
