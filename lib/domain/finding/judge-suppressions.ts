import type { Finding } from './finding'
import { isInForce, readSuppressions, type Suppression, suppressAnnotation } from './suppression'

/** A finding, and who says until when that it is accepted; null for one that stands. */
export interface JudgedFinding extends Finding {
  suppressed: Omit<Suppression, 'code'> | null
}

export const suppressUnreadable: Omit<Finding, 'evidence'> = {
  code: 'SUPPRESS_UNREADABLE',
  severity: 'info',
  cause: `What annotation ${suppressAnnotation} says cannot be read in part, so that it suppresses nothing there.`,
  fix: 'Write a line for each finding: its code, until= with a day, and reason= with the reason.',
}

/** Findings with what the annotation of their alias says of them; where it is damaged, that is a finding too, which nothing suppresses. */
export function judgeSuppressions(
  findings: readonly Finding[],
  annotations: Readonly<Record<string, string>>,
  nowMs: number,
): JudgedFinding[] {
  if (annotations[suppressAnnotation] === undefined)
    return findings.map((finding) => ({ ...finding, suppressed: null }))
  const { entries, faults } = readSuppressions(annotations)
  const inForce = new Map(entries.filter((entry) => isInForce(entry, nowMs)).map((entry) => [entry.code, entry]))
  const judged = findings.map((finding) => {
    const entry = inForce.get(finding.code)
    return { ...finding, suppressed: entry === undefined ? null : { until: entry.until, reason: entry.reason } }
  })
  if (faults.length === 0) return judged
  return [...judged, { ...suppressUnreadable, evidence: `${faults.join('; ')}.`, suppressed: null }]
}
