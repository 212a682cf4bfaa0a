export const precheckStates = ['pass', 'info', 'warn', 'block', 'refuse', 'skipped'] as const

/** `warn` needs an acknowledgement, `block` an override with a reason of at least 10 characters, `refuse` cannot be passed. */
export type PrecheckState = (typeof precheckStates)[number]

/** One answered question before a change; `evidence` says what was asked, of whom, and what came back. */
export interface Precheck {
  code: string
  state: PrecheckState
  title: string
  evidence: string
  checkedAt: string
}
