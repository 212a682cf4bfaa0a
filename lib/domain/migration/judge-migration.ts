import { isInForce, isProving } from '@/lib/domain/change/change-life'
import type { ChangeRequest } from '@/lib/domain/change/change-request'
import type { ChangeState } from '@/lib/domain/change/change-state'
import { type Endpoint, placeOf } from '@/lib/domain/change/endpoint'
import type { Precheck } from '@/lib/domain/change/precheck'
import { type ServiceRef, serviceKey } from '@/lib/domain/service/service-ref'
import { type ComparedSides, compareSides } from './compare-sides'
import type { GateItem } from './gate-item'
import { type JudgedOption, judgeOption, type SeenServices } from './judge-option'
import type { Attestation, Migration } from './migration'
import type { ChecklistItem, Phase } from './phase'
import { isMade, isProposed, type PhaseChange } from './phase-change'
import { statusAnnotation } from './phases-of'

/** What the prechecks of the changes of one phase say now; null where they could not be asked, with why. */
export interface NextChecks {
  phase: string
  prechecks: readonly Precheck[] | null
  why: string | null
}

export interface MigrationEvidence {
  nowMs: number
  changes: readonly PhaseChange[]
  /** Null where nobody asked: the gates then say only what changes and people tell. */
  next: NextChecks | null
  /** Where the Service leads now; null where that was not asked, or there is none. */
  live: Endpoint | null
  /** What its annotation `migration-status` says now; null where it has none. */
  status: string | null
  /** What options would change; empty where nobody looked. */
  seen: SeenServices
  /** Who answers at the host that is left and at the one that is gone to; null where nobody looked. */
  sides: ComparedSides | null
}

export interface JudgedItem extends ChecklistItem {
  state: 'open' | 'attested' | 'stale'
  attestation: Attestation | null
}

export interface JudgedPhase extends Omit<Phase, 'items' | 'options'> {
  state: 'done' | 'now' | 'later'
  items: JudgedItem[]
  options: JudgedOption[]
  /** The changes that count for it, in the order of its requests; null where one is still to be made. */
  changes: Array<PhaseChange | null>
  gate: GateItem[]
  isOpen: boolean
  doneAt: string | null
  /** Until when it is waited for, ISO 8601; null where time alone does nothing. */
  until: string | null
}

const proven: readonly ChangeState[] = ['soaking', 'completed']

/**
 * Where a migration stands: each phase with its gate, and which one it is at. A gate is judged anew each time; behind a change that is in force
 * the earlier ones stay open, whatever happened to what they asked for.
 */
export function judgeMigration(
  migration: Migration,
  phases: readonly Phase[],
  evidence: MigrationEvidence,
): JudgedPhase[] {
  const bare = phases.map((phase) => ({ phase, changes: changesOf(phase, evidence.changes) }))
  const lastMade = bare.findLastIndex(({ changes }) => changes.some((change) => change !== null && isMade(change)))
  let isReached = true
  return bare.map(({ phase, changes }, index) => {
    const items = phase.items.map((item) => judgeItem(item, migration, evidence.nowMs))
    const isLatched = index < lastMade
    const next = phases.slice(index + 1).find(({ kind }) => kind === 'change')
    const before = bare.slice(0, index).findLast((each) => each.phase.kind === 'change')?.changes ?? []
    const gate = isLatched ? [] : gateOf({ migration, phase, changes, items, next, evidence, before })
    const isOpen = isLatched || gate.every(({ state }) => state === 'pass' || state === 'warn')
    const isDone = isReached && isOpen && (phase.kind !== 'close' || migration.end !== null)
    const state = isDone ? 'done' : isReached ? 'now' : 'later'
    if (!isDone) isReached = false
    const doneAt = isDone ? lastAt(migration, phase, changes, items) : null
    const options = phase.options.map((request) =>
      judgeOption(request, madeFor(phase, request, evidence.changes), evidence.seen),
    )
    const until = phase.kind === 'soak' ? soakEnd(migration, before) : null
    return { ...phase, state, items, options, changes, gate, isOpen, doneAt, until }
  })
}

/** The changes in force, newest first: what has to be undone to be back where the migration began. */
export function changesToUndo(changes: readonly PhaseChange[]): PhaseChange[] {
  return changes.filter((change) => change.kind !== 'undo' && isInForce(change)).toReversed()
}

interface GateInput {
  migration: Migration
  phase: Phase
  changes: readonly (PhaseChange | null)[]
  items: readonly JudgedItem[]
  next: Phase | undefined
  evidence: MigrationEvidence
  /** The changes of the phase before it that changes something. */
  before: readonly (PhaseChange | null)[]
}

function gateOf({ migration, phase, changes, items, next, evidence, before }: GateInput): GateItem[] {
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

// Until when the changes before it are watched over; null where one of them is still to be made.
function soakEnd(
  { soakMinutes }: Pick<Migration, 'soakMinutes'>,
  changes: readonly (PhaseChange | null)[],
): string | null {
  const lastMs = Math.max(...changes.map(madeMs))
  if (Number.isNaN(lastMs) || changes.length === 0) return null
  return new Date(lastMs + soakMinutes * 60_000).toISOString()
}

function madeMs(change: PhaseChange | null): number {
  return change !== null && isMade(change) ? Date.parse(change.madeAt ?? change.at) : Number.NaN
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

function judgeItem(item: ChecklistItem, { attestations }: Migration, nowMs: number): JudgedItem {
  const attestation = attestations.findLast((each) => each.item === item.id) ?? null
  if (attestation === null) return { ...item, state: 'open', attestation }
  const isOld = item.freshSeconds !== null && nowMs - Date.parse(attestation.at) > item.freshSeconds * 1000
  return { ...item, state: isOld ? 'stale' : 'attested', attestation }
}

function changesOf(phase: Phase, changes: readonly PhaseChange[]): Array<PhaseChange | null> {
  return phase.requests.map((request) => madeFor(phase, request, changes))
}

// Of several attempts for the same Service the newest counts, else the one that a repository is to bring; one that was taken back, or never made, is none.
function madeFor({ id }: Phase, { kind, service }: ChangeRequest, changes: readonly PhaseChange[]): PhaseChange | null {
  const key = serviceKey(service)
  const made = changes.filter(
    (change) => change.phase === id && change.kind === kind && serviceKey(change.service) === key,
  )
  return made.findLast(isMade) ?? made.findLast(isProposed) ?? null
}

function lastAt(
  migration: Migration,
  { kind }: Phase,
  changes: readonly (PhaseChange | null)[],
  items: readonly JudgedItem[],
): string {
  if (kind === 'record') return migration.at
  if (kind === 'close') return migration.end?.at ?? migration.at
  const times = [...changes.map((change) => change?.at), ...items.map(({ attestation }) => attestation?.at)]
  return times.reduce<string>((latest, at) => (at !== undefined && at > latest ? at : latest), migration.at)
}
