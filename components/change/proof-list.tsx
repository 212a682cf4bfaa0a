import { useTimed } from '@/components/ui/now'
import type { ChangeView } from '@/lib/contract/changes'
import type { Severity } from '@/lib/domain/resolution/severity'
import { asSubject } from './as-subject'
import { elapsedSeconds, secondsToSeen } from './change-times'
import { CheckLine, CheckSection } from './check-section'
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
  const proven = proofs.filter(({ severity }) => severity === 'ok').length
  return (
    <CheckSection title="Proven" severity={worstOf(proofs)} note={`${proven} of ${proofs.length}`}>
      {proofs.map((proof) => (
        <CheckLine key={proof.says} {...proof} />
      ))}
    </CheckSection>
  )
}

function worstOf(proofs: readonly Proof[]): Severity {
  const worst = (['critical', 'warning', 'unknown'] as const).find((each) =>
    proofs.some(({ severity }) => severity === each),
  )
  return worst ?? 'ok'
}

/** The four things that make a change proven, each as far as it is known. */
function proofsOf(change: ChangeView, to: string, elapsed: number): Proof[] {
  const stepOf = (...states: ChangeView['state'][]) => change.steps.find(({ state }) => states.includes(state))
  const shown = stepOf('propagating', 'verifying', 'soaking', 'completed')
  const seen = secondsToSeen(change)
  const served = stepOf('soaking', 'completed')
  const failed = stepOf('failed', 'inconclusive')
  const over = stepOf('reverted', 'undone')
  const subject = asSubject(to)
  const open = (says: string): Proof => ({ severity: 'unknown', says, evidence: 'not yet' })
  return [
    shown ? { severity: 'ok', says: 'The watch shows it', evidence: 'as planned' } : open('The watch shows it'),
    seen === null
      ? open(`The cluster’s DNS gives ${to}`)
      : { severity: 'ok', says: `The cluster’s DNS gives ${to}`, evidence: `after ${tookWords(seen)}` },
    failed && !served
      ? {
          severity: failed.state === 'failed' ? 'critical' : 'warning',
          says: `${subject} is not proven to serve`,
          evidence: failed.note ?? '',
        }
      : served
        ? { severity: 'ok', says: `${subject} serves`, evidence: served.note ?? '' }
        : open(`${subject} serves`),
    over
      ? {
          severity: over.state === 'reverted' ? 'warning' : 'info',
          says: 'The old target is back',
          evidence: over.note ?? '',
        }
      : { severity: 'ok', says: 'Nobody wrote the field back', evidence: spanWords(elapsed) },
  ]
}
