import type { ChangeRequest } from '@/lib/domain/change/change-request'

/** One thing on the checklist of a phase that somebody has to vouch for. */
export interface ChecklistItem {
  /** Of letters, digits and hyphens; unique in its migration. */
  id: string
  title: string
  /** Lines to copy, each quoted for a shell. */
  commands: string[]
  /** For how long somebody's word counts; null for good. */
  freshSeconds: number | null
}

/**
 * A step of a migration and the gate behind it. `outside` is done by people, `change` by Signpost with these requests in this order, `soak`
 * by waiting, `close` by saying that it is over.
 */
export interface Phase {
  id: string
  kind: 'record' | 'outside' | 'change' | 'soak' | 'close'
  title: string
  says: string
  items: ChecklistItem[]
  requests: ChangeRequest[]
  /** Changes that may be made here, and need not be. */
  options: ChangeRequest[]
  /** Whether the gate asks what the prechecks of the next change say. */
  asksNext: boolean
  /** How to go back from here, in words. */
  rollback: string
}
