/** One thing that a gate asks, and what it comes to now. */
export interface GateItem {
  code: string
  state: 'pass' | 'warn' | 'block' | 'unknown'
  title: string
  evidence: string
}
