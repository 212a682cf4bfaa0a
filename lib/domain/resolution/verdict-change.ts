import type { VantageName } from './resolution'
import type { Severity } from './severity'
import type { OutcomeCode } from './verdict'

/** One change of what a vantage answers about a host. `at` is ISO 8601; `terminal` is null where it does not resolve; what was before is null for the first answer. */
export interface VerdictChange {
  at: string
  vantage: VantageName
  code: OutcomeCode
  severity: Severity
  summary: string
  brokenAt: string | null
  terminal: string | null
  previousCode: OutcomeCode | null
  previousTerminal: string | null
}
