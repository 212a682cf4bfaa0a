import type { Colour } from '@/lib/domain/group/colour'
import type { ServiceRef } from '@/lib/domain/service/service-ref'

export const changeKinds = [
  'switch',
  'retarget',
  'edit',
  'annotate',
  'create',
  'delete',
  'to-cluster-ip',
  'to-headless',
  'to-external-name',
  'undo',
] as const

export type ChangeKind = (typeof changeKinds)[number]

export const portProtocols = ['TCP', 'UDP', 'SCTP'] as const

/** A port that clients use, over TCP unless said, and the one behind it where that is another: its number, or its name in the pods. */
export interface WantedPort {
  name?: string | undefined
  port: number
  protocol?: (typeof portProtocols)[number] | undefined
  targetPort?: number | string | undefined
  appProtocol?: string | undefined
}

/** Labels or annotations to set; null removes one. */
export type MetadataEdit = Readonly<Record<string, string | null>>

export interface MetadataEdits {
  labels?: MetadataEdit | undefined
  annotations?: MetadataEdit | undefined
}

/** What a caller wants done to one Service. */
export type ChangeRequest = { service: ServiceRef } & (
  | { kind: 'switch'; to: Colour }
  | { kind: 'retarget'; target: string }
  | ({ kind: 'edit'; target?: string | undefined; ports?: WantedPort[] | undefined } & MetadataEdits)
  | ({ kind: 'annotate' } & MetadataEdits)
  | { kind: 'create'; manifest: string | Record<string, unknown> }
  | { kind: 'delete' }
  | { kind: 'to-cluster-ip'; selector: Record<string, string>; ports: WantedPort[] }
  | {
      kind: 'to-headless'
      selector?: Record<string, string> | undefined
      addresses?: string[] | undefined
      ports: WantedPort[]
    }
  | { kind: 'to-external-name'; target: string }
  | { kind: 'undo'; changeId: string }
)
