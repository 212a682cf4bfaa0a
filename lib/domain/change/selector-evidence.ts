import type { TwoWayPolicy } from '@/lib/domain/egress/network-policy'
import type { ServicePortObject } from '@/lib/domain/service/service-object'
import type { Pod, Workload, WorkloadKind } from '@/lib/domain/workload/workload'
import type { SliceFacts } from './endpoint-slice'

/** What was read, or why it could not be. */
export type Reading<Value> = { kind: 'read'; value: Value } | { kind: 'unread'; why: string }

/** A list that was read, whole or its beginning. */
export interface Listed<Item> {
  items: readonly Item[]
  isWhole: boolean
}

/** What a Service that is to lead to pods of its own namespace is held against. */
export interface SelectorEvidence {
  namespace: string
  service: string
  isHeadless: boolean
  selector: Readonly<Record<string, string>>
  /** Ports that the Service is to list. */
  ports: readonly ServicePortObject[]
  /** Ports that clients use today, as far as known; none where nobody says. */
  portsToday: readonly { port: number; protocol: string }[]
  /** Where the alias leads today, normalised; null for one that leads to no external name. */
  target: string | null
  /** The workload that was chosen; null where the selector alone says. */
  workload: { kind: WorkloadKind; name: string } | null
  /** Those that the selector matches. */
  pods: Reading<Listed<Pod>>
  /** Those of the namespace. */
  workloads: Reading<Listed<Workload>>
  /** Those that take traffic of the Service. */
  slices: Reading<readonly SliceFacts[]>
  policies: Reading<readonly TwoWayPolicy[]>
  /** Of the namespace, where clients are at home; null where they could not be read. */
  namespaceLabels: Readonly<Record<string, string>> | null
}
