import { isProving } from '@/lib/domain/change/change-life'
import type { ChangeState } from '@/lib/domain/change/change-state'
import { placeOf } from '@/lib/domain/change/endpoint'
import type { Precheck } from '@/lib/domain/change/precheck'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { compareSides } from './compare-sides'
import type { GateItem } from './gate-item'
import type { JudgedItem } from './judge-item'
import type { Migration } from './migration'
import type { MigrationEvidence, NextChecks } from './migration-evidence'
import type { Phase } from './phase'
import { isMade, isProposed, type PhaseChange } from './phase-change'
import { statusAnnotation } from './phases-of'
import { soakEnd } from './soak-end'

export interface GateInput {
  migration: Migration
  phase: Phase
  changes: readonly (PhaseChange | null)[]
  items: readonly JudgedItem[]
  next: Phase | undefined
  evidence: MigrationEvidence
  /** The changes of the phase before it that changes something. */
  before: readonly (PhaseChange | null)[]
}

/** What the gate behind a phase asks, and what each of it comes to. */
export function gateOf({ migration, phase, changes, items, next, evidence, before }: GateInput): GateItem[] {
  const found = items.map(itemGate)
  if (phase.kind === 'change')
    return [...found, ...phase.requests.map((request, index) => changeGate(request.service, changes[index] ?? null))]
  if (phase.kind === 'soak') return [...found, soakGate(migration, before, evidence.nowMs)]
  if (phase.asksNext && next !== undefined && evidence.next !== null)
    found.push(
      sourceGate(migration, evidence),
      ...statusGate(migration, next, evidence.status),
      ...nextGate(phase, next, evidence.next),
      ...(next.id === 'switch' && evidence.sides !== null ? compareSides(evidence.sides) : []),
    )
  return found
}

const proven: readonly ChangeState[] = ['soaking', 'completed']

function itemGate({ id, title, state, attestation }: JudgedItem): GateItem {
  if (state === 'attested') {
    const { by = '', evidence = '' } = attestation ?? {}
    return { code: id, state: 'pass', title, evidence: evidence === '' ? by : `${by}: ${evidence}` }
  }
  const evidence = state === 'stale' ? 'Somebody’s word for it has grown old' : 'Nobody vouches for it yet'
  return { code: id, state: 'block', title, evidence }
}

function changeGate({ name, namespace }: ServiceRef, change: PhaseChange | null): GateItem {
  const code = 'change-proved'
  const where = `${name} in ${namespace}`
  if (change === null)
    return {
      code,
      state: 'block',
      title: `${where} is not changed yet`,
      evidence: 'No change of this phase is in force',
    }
  const evidence = change.note ?? change.state
  if (proven.includes(change.state)) return { code, state: 'pass', title: `The change of ${where} is proved`, evidence }
  if (isProposed(change))
    return { code, state: 'block', title: `The change of ${where} waits for its repository`, evidence }
  const isOpen = isProving(change)
  const title = isOpen ? `The change of ${where} is being proved` : `The change of ${where} is ${change.state}`
  return { code, state: isOpen ? 'unknown' : 'block', title, evidence }
}

function soakGate({ soakMinutes }: Migration, changes: readonly (PhaseChange | null)[], nowMs: number): GateItem {
  const code = 'soaked'
  const until = soakEnd({ soakMinutes }, changes)
  if (until === null) {
    return {
      code,
      state: 'block',
      title: 'Nothing is in force that could soak',
      evidence: 'The change is not made, or was taken back',
    }
  }
  if (nowMs >= Date.parse(until))
    return { code, state: 'pass', title: 'It soaked as long as was asked for', evidence: `since ${until}` }
  return { code, state: 'block', title: 'It still soaks', evidence: `until ${until}` }
}

// What was tried and taken back a moment ago is for whoever carries the change out to weigh, not for a gate before it.
const sheetCodes = ['target-held', 'no-change-in-flight', 'no-recent-change']

// What the record phase asks is only that the present can be kept: nobody writes it back, and nothing is frozen.
const recordCodes = ['field-owner', 'not-frozen', 'not-terminating']

// What was written outside in between is not what the migration was made for.
function sourceGate({ from }: Migration, { live, changes }: MigrationEvidence): GateItem {
  const code = 'source-is-live'
  const wanted = placeOf(from)
  if (live === null) {
    return {
      code,
      state: 'unknown',
      title: 'Where the Service leads now is not known',
      evidence: `it led to ${wanted}`,
    }
  }
  const now = placeOf(live)
  if (now === wanted || changes.some(isMoving)) {
    return { code, state: 'pass', title: 'The Service leads where the migration found it', evidence: now }
  }
  return {
    code,
    state: 'block',
    title: 'The Service leads elsewhere than when it began',
    evidence: `${wanted} then, ${now} now`,
  }
}

// A mark, or a Service beside it, leaves the one that moves where it is.
function isMoving(change: PhaseChange): boolean {
  return isMade(change) && !['annotate', 'create', 'undo'].includes(change.kind)
}

// From source to target and no other way: whoever reads the annotation relies on it.
function statusGate({ spec }: Migration, next: Phase, status: string | null): GateItem[] {
  if (spec.pattern !== 'provider-to-provider') return []
  const code = 'status-legal'
  const evidence = status === null ? `there is no ${statusAnnotation}` : `${statusAnnotation}: ${status}`
  const isLegal = next.id === 'switch' ? status === 'source' : status !== 'target'
  if (isLegal) return [{ code, state: 'pass', title: 'The mark on the alias fits the next step', evidence }]
  return [{ code, state: 'block', title: 'The mark on the alias does not fit the next step', evidence }]
}

function nextGate({ kind }: Phase, next: Phase, asked: NextChecks): GateItem[] {
  if (asked.phase !== next.id || asked.prechecks === null) {
    const evidence = asked.why ?? 'It was not planned'
    return [{ code: 'next-planned', state: 'unknown', title: `“${next.title}” could not be planned`, evidence }]
  }
  const about = asked.prechecks.filter(({ code, state }) =>
    kind === 'record'
      ? recordCodes.includes(code)
      : !sheetCodes.includes(code) && state !== 'info' && state !== 'skipped',
  )
  return about.map(({ code, state, title, evidence }) => ({ code, state: gateState(code, state), title, evidence }))
}

// What its owner would write back goes through the repository instead; the sheet holds whoever writes it live all the same.
function gateState(code: string, state: Precheck['state']): GateItem['state'] {
  return code === 'field-owner' && state === 'block' ? 'warn' : gateStates[state]
}

const gateStates: Readonly<Record<Precheck['state'], GateItem['state']>> = {
  pass: 'pass',
  info: 'pass',
  skipped: 'pass',
  warn: 'warn',
  block: 'block',
  refuse: 'block',
}
