import { useTimed } from '@/components/ui/now'
import { SeverityGlyph } from '@/components/ui/severity-glyph'
import { visibleText } from '@/components/ui/visible-text'
import type { ChangeView } from '@/lib/contract/changes'
import type { Severity } from '@/lib/domain/resolution/severity'
import { elapsedSeconds, secondsToSeen } from './change-times'
import { spanWords, tookWords } from './clock-text'

interface Proof {
  severity: Severity
  says: string
  evidence: string
}

/** What is proven of a change so far, in the present. `to` is what its target is called. */
export function ProofList({ change, to }: { change: ChangeView; to: string }) {
  const elapsed = useTimed((nowMs) => elapsedSeconds(change, nowMs))
  const proofs = proofsOf(change, to, elapsed)
  const isDone = proofs.every(({ severity }) => severity === 'ok')
  return (
    <section aria-label="Proven">
      <h3 className="flex h-8 items-center gap-2.5 border-b border-line font-semibold">
        <SeverityGlyph severity={isDone ? 'ok' : 'unknown'} label={null} />
        Proven{' '}
        <span className="font-normal text-fg-3">
          {proofs.filter(({ severity }) => severity === 'ok').length} of {proofs.length}
        </span>
      </h3>
      <ul>
        {proofs.map(({ severity, says, evidence }) => (
          <li key={says} className="flex min-h-[26px] items-center gap-3 py-0.5">
            <SeverityGlyph severity={severity} size={14} className="shrink-0" />
            <span className="min-w-0 wrap-anywhere first-letter:uppercase">{visibleText(says)}</span>
            <span
              className="ml-auto max-w-[50%] min-w-0 truncate text-right text-11 text-fg-3"
              title={visibleText(evidence)}
            >
              {visibleText(evidence)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The four things that make a change proven, each as far as it is known. */
function proofsOf(change: ChangeView, to: string, elapsed: number): Proof[] {
  const stepOf = (...states: ChangeView['state'][]) => change.steps.find(({ state }) => states.includes(state))
  const shown = stepOf('propagating', 'verifying', 'soaking', 'completed')
  const seen = secondsToSeen(change)
  const served = stepOf('soaking', 'completed')
  const failed = stepOf('failed', 'inconclusive')
  const over = stepOf('reverted', 'undone')
  const open = (says: string): Proof => ({ severity: 'unknown', says, evidence: 'not yet' })
  return [
    shown ? { severity: 'ok', says: 'the watch shows it', evidence: 'as planned' } : open('the watch shows it'),
    seen === null
      ? open(`the cluster’s DNS gives ${to}`)
      : { severity: 'ok', says: `the cluster’s DNS gives ${to}`, evidence: `after ${tookWords(seen)}` },
    failed && !served
      ? {
          severity: failed.state === 'failed' ? 'critical' : 'warning',
          says: `${to} is not proven to serve`,
          evidence: failed.note ?? '',
        }
      : served
        ? { severity: 'ok', says: `${to} serves`, evidence: served.note ?? '' }
        : open(`${to} serves`),
    over
      ? {
          severity: over.state === 'reverted' ? 'warning' : 'info',
          says: 'the old target is back',
          evidence: over.note ?? '',
        }
      : { severity: 'ok', says: 'nobody wrote the field back', evidence: spanWords(elapsed) },
  ]
}
