import type { Severity } from '@/lib/domain/resolution/severity'

/** What a rule says about an alias: what was seen, why it is so, and what to do. */
export interface Finding {
  code: string
  severity: Severity
  evidence: string
  cause: string
  fix: string
}
