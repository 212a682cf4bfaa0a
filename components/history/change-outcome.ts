import { changeStateWords } from '@/components/change/change-state-words'
import { visibleText } from '@/components/ui/visible-text'
import type { ChangeView } from '@/lib/contract/changes'
import type { ChangeState } from '@/lib/domain/change/change-state'
import type { Severity } from '@/lib/domain/resolution/severity'

export interface ChangeOutcome {
  words: string
  severity: Severity
}

/** What became of a change, in words: its state, by whom it was taken back and after how long, what was passed on the way. */
export function changeOutcome(change: ChangeView): ChangeOutcome {
  if (change.kind === 'outside') return outsideOutcome(change)
  const { words, severity } = changeStateWords(change.state)
  switch (change.state) {
    case 'completed':
      return {
        words: `${hasBeen(change, 'inconclusive', 'failed') ? 'Not verified, kept' : words}${passed(change)}`,
        severity,
      }
    case 'undone': {
      const failed = hasBeen(change, 'failed')
      const after = afterWords(change, 'undone')
      return failed ? { words: `Failed, undone${after}`, severity: 'critical' } : { words: `Undone${after}`, severity }
    }
    case 'reverted':
      return { words: `${revertedBy(change)}${afterWords(change, 'reverted')}`, severity }
    default:
      return { words: `${words}${passed(change)}`, severity }
  }
}

/** Seconds from the write until the cluster's DNS gave the new name; null where it did not, or nobody looked. */
export function seenAfterSeconds(change: ChangeView): number | null {
  return secondsBetween(timeOf(change, 'applied'), timeOf(change, 'verifying'))
}

/** `0:34`, `12:05`; `<1 s` */
export function minutesAndSeconds(seconds: number): string {
  if (seconds >= 0 && seconds < 1) return '<1 s'
  const whole = Math.max(0, Math.round(seconds))
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}

function outsideOutcome({ undoOf, to }: ChangeView): ChangeOutcome {
  if (undoOf !== null) return { words: `Reverted ${undoOf.slice(0, 8)}`, severity: 'warning' }
  if (to.type === 'absent') return { words: 'Deleted', severity: 'warning' }
  if (to.type === 'unknown') return { words: 'Gone', severity: 'unknown' }
  if (to.type !== 'ExternalName') return { words: `Now ${to.type}`, severity: 'warning' }
  return { words: 'From outside', severity: 'info' }
}

function revertedBy({ steps }: ChangeView): string {
  const note = steps.findLast(({ state }) => state === 'reverted')?.note ?? ''
  const manager = /^(\S{1,128}) wrote the old target back/.exec(note)?.[1]
  return manager === undefined ? 'Reverted' : `Reverted by ${visibleText(manager)}`
}

function passed({ overrides }: ChangeView): string {
  if (overrides.length === 0) return ''
  return overrides.length === 1 ? ', 1 check overridden' : `, ${overrides.length} checks overridden`
}

function afterWords(change: ChangeView, state: ChangeState): string {
  const seconds = secondsBetween(timeOf(change, 'applied') ?? Date.parse(change.at), timeOf(change, state))
  return seconds === null || seconds >= 3600 ? '' : ` after ${minutesAndSeconds(seconds)}`
}

function hasBeen({ steps }: ChangeView, ...states: readonly ChangeState[]): boolean {
  return steps.some(({ state }) => states.includes(state))
}

function timeOf({ steps }: ChangeView, state: ChangeState): number | null {
  const at = steps.find((step) => step.state === state)?.at
  return at === undefined ? null : Date.parse(at)
}

function secondsBetween(from: number | null, to: number | null): number | null {
  return from === null || to === null || to < from ? null : (to - from) / 1000
}
