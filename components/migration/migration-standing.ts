import { changeStateWords } from '@/components/change/change-state-words'
import type { MigrationView } from '@/lib/contract/migrations'
import type { Severity } from '@/lib/domain/resolution/severity'

export type PhaseView = MigrationView['phases'][number]
export type GateItemView = PhaseView['gate'][number]
export type ItemView = PhaseView['items'][number]

export interface Standing {
  severity: Severity
  words: string
}

/** Where a migration stands, in a few words. */
export function standingOf({ phases, end }: Pick<MigrationView, 'phases' | 'end'>): Standing {
  if (end !== null)
    return end.state === 'finished' ? { severity: 'ok', words: 'Finished' } : { severity: 'info', words: 'Abandoned' }
  const index = phases.findIndex(({ state }) => state === 'now')
  const phase = phases[index]
  if (phase === undefined) return { severity: 'unknown', words: 'Not known' }
  if (phase.kind === 'change') return changing(phase)
  if (phase.kind === 'close' && phase.isOpen) return { severity: 'info', words: 'Ready to finish' }
  if (phase.kind === 'soak') return { severity: 'info', words: 'Soaks' }
  return { severity: 'warning', words: `Waits at gate ${index + 1}` }
}

// One that is still being proved stands before those that are.
const worstFirst: readonly Severity[] = ['critical', 'warning', 'unknown', 'info', 'ok']

function changing({ changes }: PhaseView): Standing {
  if (changes.some((change) => change === null)) return { severity: 'info', words: 'Ready for its change' }
  const open = changes.flatMap((change) => (change === null ? [] : [changeStateWords(change.state)]))
  const worst = worstFirst.flatMap((severity) => open.find((each) => each.severity === severity) ?? [])[0]
  return worst === undefined ? { severity: 'unknown', words: 'Not known' } : worst
}

/** What of a gate keeps it closed. */
export function closedBy({ gate }: Pick<PhaseView, 'gate'>): GateItemView[] {
  return gate.filter(({ state }) => state === 'block' || state === 'unknown')
}

const severities: Readonly<Record<GateItemView['state'], Severity>> = {
  pass: 'ok',
  warn: 'warning',
  block: 'critical',
  unknown: 'unknown',
}

/** How weighty an item of a gate is: what is still to be done or waited for is open, not broken. */
export function gateSeverity(
  { code, state }: GateItemView,
  { items, changes }: Pick<PhaseView, 'items' | 'changes'>,
): Severity {
  const isWaiting = changes.some((change) => change === null || change.state === 'patch-proposed')
  if (state === 'block' && (code === 'soaked' || (code === 'change-proved' && isWaiting))) return 'info'
  return state === 'block' && items.some(({ id }) => id === code) ? 'warning' : severities[state]
}

/** Whether Signpost knows its Service: one that is to leave the cluster is no alias before its change. */
export function isKnownAlias({ pattern, changes }: Pick<MigrationView, 'pattern' | 'changes'>): boolean {
  return pattern !== 'internal-to-external' || changes > 0
}
