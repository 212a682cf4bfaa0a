import type { Colour } from '@/lib/domain/group/colour'
import type { ServiceRef } from '@/lib/domain/service/service-ref'

export const changeKinds = ['switch', 'retarget', 'undo'] as const

export type ChangeKind = (typeof changeKinds)[number]

/** What a caller wants done to one Service. */
export type ChangeRequest =
  | { kind: 'switch'; service: ServiceRef; to: Colour }
  | { kind: 'retarget'; service: ServiceRef; target: string }
  | { kind: 'undo'; service: ServiceRef; changeId: string }
