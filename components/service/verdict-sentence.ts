import type { Finding } from '@/lib/domain/finding/finding'
import type { Resolution, VantageAnswer } from '@/lib/domain/resolution/resolution'
import type { Severity } from '@/lib/domain/resolution/severity'
import { worseAnswer } from '@/lib/domain/resolution/worse-answer'

export interface VerdictSentence {
  severity: Severity
  /** What is so, as a sentence. */
  title: string
  /** Whose side it is on, null when nothing is wrong or nobody can tell. */
  side: string | null
  /** What the other vantage says, and the fix. */
  detail: string
}

/** The verdict for people: the hop, the side and the fix. */
export function verdictSentence(resolution: Resolution, findings: readonly Finding[]): VerdictSentence | null {
  const worst = worseAnswer(resolution.vantages)
  if (worst === null) return null
  const other = resolution.vantages.find((answer) => answer !== worst) ?? null
  const { severity, summary, code } = worst.verdict
  const fix = splitFix(worst, other) ?? findings.find((finding) => finding.code === code)?.fix ?? ''
  return {
    severity,
    title: summary,
    side: sideOf(worst, other),
    detail: [otherView(worst, other), fix].filter((part) => part !== '').join(' '),
  }
}

// What one side resolves exists: neither the target nor its owner is to be corrected.
function splitFix(worst: VantageAnswer, other: VantageAnswer | null): string | null {
  if (other === null || !isBroken(worst) || resolves(worst) || !resolves(other)) return null
  return worst.vantage === 'outside'
    ? 'Pods ask the cluster’s DNS: for a name that is meant for inside alone, nothing is to mend.'
    : 'Have the cluster’s DNS ask a resolver that knows it; Troubleshoot shows where it asks now.'
}

function isBroken({ verdict }: VantageAnswer): boolean {
  return verdict.severity === 'critical' || verdict.severity === 'warning'
}

/** The target itself is no name to ask for, whoever is asked. */
function isUnaskable({ verdict }: VantageAnswer): boolean {
  return verdict.code === 'IP_LITERAL' || verdict.code === 'INVALID_NAME'
}

function resolves(answer: VantageAnswer): boolean {
  return answer.addresses.length > 0
}

function sideOf(worst: VantageAnswer, other: VantageAnswer | null): string | null {
  if (isUnaskable(worst)) return null
  if (!isBroken(worst) || resolves(worst)) return null
  if (other === null || other.verdict.severity === 'unknown') return null
  if (resolves(other))
    return worst.vantage === 'cluster' ? 'Our side, not the provider’s.' : 'Only the outside view fails.'
  return isBroken(other) ? 'Not the cluster’s DNS alone.' : null
}

function otherView(worst: VantageAnswer, other: VantageAnswer | null): string {
  if (other === null || isUnaskable(worst)) return ''
  const from = other.vantage === 'cluster' ? 'From the cluster' : 'From outside'
  if (other.verdict.severity === 'unknown') return `${from}: ${other.verdict.summary}`
  if (resolves(worst) && resolves(other)) return 'Both vantages agree that it resolves.'
  if (resolves(other)) return `${from} it is ${other.addresses.slice(0, 2).join(', ')}.`
  return other.verdict.code === worst.verdict.code ? `${from} it is the same.` : `${from}: ${other.verdict.summary}`
}
