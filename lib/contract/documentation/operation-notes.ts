import type { operations } from '@/lib/contract/operations'
import { changeNotes } from './change-notes'
import { inventoryNotes } from './inventory-notes'
import { practiceNotes } from './practice-notes'
import { serviceNotes } from './service-notes'

/** What the description of the API says of one call, beside what its schemas say. */
export interface OperationNote {
  area: ApiArea
  /** Sentences on what it does, for people; the summary is said before it. */
  more?: string
  /** Whose rights decide, in words. */
  may: string
  /** Codes of its own problems, beside those that every call may answer with. */
  problems: readonly string[]
  /** A request as it can be sent: the path with its query, from `/api/v1` on, and the body. */
  example: { path: string; body?: unknown }
}

export type ApiArea =
  | 'Inventory'
  | 'One alias'
  | 'Dependencies and findings'
  | 'Plans and changes'
  | 'Migrations'
  | 'Environments'
  | 'Reviews'
  | 'Making aliases'
  | 'Sessions'

/** The notes of every operation, by its id. */
export const operationNotes: Readonly<Record<keyof typeof operations, OperationNote>> = {
  ...inventoryNotes,
  ...serviceNotes,
  ...changeNotes,
  ...practiceNotes,
}
