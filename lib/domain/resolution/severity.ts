/** Worst first, the order of every list sorted by severity. */
export const severities = ['critical', 'warning', 'unknown', 'info', 'ok'] as const

export type Severity = (typeof severities)[number]

/** Rank for sorting: 0 is the worst. */
export function severityRank(severity: Severity): number {
  return severities.indexOf(severity)
}

/** The worse of two severities of one subject, where both were judged: critical, warning, info, ok; unknown loses to any answer. */
export function worseSeverity(a: Severity, b: Severity): Severity {
  if (a === 'unknown') return b
  if (b === 'unknown') return a
  return severityRank(a) <= severityRank(b) ? a : b
}
