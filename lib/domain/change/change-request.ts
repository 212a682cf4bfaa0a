import type { Colour } from '@/lib/domain/group/colour'
import type { ServiceRef } from '@/lib/domain/service/service-ref'

export const changeKinds = ['switch', 'retarget', 'to-headless', 'undo'] as const

export type ChangeKind = (typeof changeKinds)[number]

export const portProtocols = ['TCP', 'UDP', 'SCTP'] as const

/** A port that clients use, over TCP unless said, and the one behind it where that is another. */
export interface WantedPort {
  name?: string | undefined
  port: number
  protocol?: (typeof portProtocols)[number] | undefined
  targetPort?: number | undefined
}

/** What a caller wants done to one Service. */
export type ChangeRequest =
  | { kind: 'switch'; service: ServiceRef; to: Colour }
  | { kind: 'retarget'; service: ServiceRef; target: string }
  | { kind: 'to-headless'; service: ServiceRef; addresses: string[]; ports: WantedPort[] }
  | { kind: 'undo'; service: ServiceRef; changeId: string }
