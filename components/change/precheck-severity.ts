import type { PrecheckState } from '@/lib/domain/change/precheck'
import type { Severity } from '@/lib/domain/resolution/severity'

/** How a precheck's state is drawn. */
export const precheckSeverity: Readonly<Record<PrecheckState, Severity>> = {
  pass: 'ok',
  info: 'info',
  warn: 'warning',
  block: 'critical',
  refuse: 'critical',
  skipped: 'unknown',
}
