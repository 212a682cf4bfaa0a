import type { Severity } from '@/lib/domain/resolution/severity'

/** The text colour of a severity, for words that a glyph stands beside. */
export const severityText: Record<Severity, string> = {
  critical: 'text-critical',
  warning: 'text-warning',
  unknown: 'text-unknown',
  info: 'text-info',
  ok: 'text-ok',
}
