import type { Owner } from '@/lib/domain/alias/read-owner'
import type { Colour } from '@/lib/domain/group/colour'
import type { GroupMembership, RoleHolders } from '@/lib/domain/group/find-groups'
import type { VantageAnswer } from '@/lib/domain/resolution/resolution'
import type { ReviewState } from '@/lib/domain/review/review-state'
import type { ServicePortObject } from '@/lib/domain/service/service-object'
import type { ChangeEntry } from './change-entry'
import type { ChangeKind } from './change-request'
import type { ConnectionEvidence } from './connection-evidence'
import type { ConsumerEvidence } from './consumer-evidence'
import type { EgressEvidence } from './egress-evidence'
import type { Endpoint } from './endpoint'
import type { SliceFacts } from './endpoint-slice'
import type { FenceEvidence } from './fence-evidence'
import type { FieldOwner } from './field-owner'
import type { PrecheckState } from './precheck'
import type { SelectorEvidence } from './selector-evidence'
import type { ServiceFacts } from './service-facts'

/** What a precheck came to; it becomes a `Precheck` with the time of its evidence. */
export interface Answer {
  code: string
  state: PrecheckState
  title: string
  evidence: string
}

/** The colours of a group beside its active alias, and the one that is to become live. */
export interface GroupEvidence {
  name: string
  holders: RoleHolders
  blue: ServiceFacts | null
  green: ServiceFacts | null
  to: Colour
}

/** What the dry run came to: nothing else than wanted, or the paths that something on the way changed, or the server's refusal. */
export type DryRunEvidence = { kind: 'accepted'; otherPaths: string[] } | { kind: 'refused'; why: string }

/** Who has an address inside the cluster, as far as the viewer may read; `unknown` where it was not told. */
export type AddressHolder =
  | { kind: 'none' }
  | { kind: 'service' | 'pod'; namespace: string; name: string }
  | { kind: 'unknown'; why: string }

/** What a headless Service that stands for addresses is to be, and what is there already. */
export interface HeadlessEvidence {
  to: Endpoint
  addresses: ReadonlyArray<{ address: string; holder: AddressHolder }>
  ports: readonly ServicePortObject[]
  slices: readonly SliceFacts[]
  /** The selector that the Service has now; null for none. */
  selector: Readonly<Record<string, string>> | null
  /** What the API server would make of it, from its dry run; null where it refused one. */
  outcome: { selector: Readonly<Record<string, string>> | null; portNames: string[]; slicePortNames: string[][] } | null
}

/** What a deletion breaks, and whether it can be taken back. */
export interface DeletionEvidence {
  /** The group that the Service is a member of, and as what; null when it is in none. */
  membership: GroupMembership | null
  /** The size of what its undo would need, in bytes. */
  manifestBytes: number
}

/** Aliases that lead to the same host, or to the Service itself; `hasUnseen` when there are some that the viewer may not see. */
export interface RelatedAliases {
  kind: 'same-target' | 'leading-here'
  /** As `name in namespace`. */
  names: readonly string[]
  hasUnseen: boolean
}

export interface TargetEvidence {
  /** Normalised; empty for a change that leads to no external name. */
  host: string
  answers: readonly VantageAnswer[]
  /** For a target in this cluster: whether its Service is there, and an endpoint of it ready; null when the target is outside. */
  service: 'present' | 'no-endpoint' | 'missing' | 'unknown' | null
}

/** Everything that was asked before a change; the rules over it are pure. */
export interface ChangeEvidence {
  kind: ChangeKind
  nowMs: number
  clusterDomain: string
  service: ServiceFacts
  annotations: Readonly<Record<string, string>>
  /** The namespace's own annotations; null where nobody could read them. */
  namespaceAnnotations: Readonly<Record<string, string>> | null
  owner: Owner | null
  /** How its review stands; null where there is none. */
  reviewState: ReviewState | null
  fieldOwner: FieldOwner | null
  group: GroupEvidence | null
  target: TargetEvidence
  /** What the colour that is left resolves to, for a switch. */
  leaving: readonly VantageAnswer[]
  /** Who answers at the colours of a switch; null for other changes. */
  connection: ConnectionEvidence | null
  /** Whether clients may go to the target; null for a change that leads to no external name. */
  egress: EgressEvidence | null
  /** The side that a switch leaves; null for other changes. */
  fence: FenceEvidence | null
  /** Where the change leads, as `placeOf` says it; empty where it leads nowhere else than before. */
  place: string
  /** What a change that leads to pods is held against; null for other changes. */
  selector: SelectorEvidence | null
  /** What a deletion breaks; null for other changes. */
  deletion: DeletionEvidence | null
  /** Other aliases that the change concerns; null where none can be. */
  related: RelatedAliases | null
  /** Who uses the Service now; null for a change that leads nowhere else. */
  consumers: ConsumerEvidence | null
  /** The Service's record, settled, oldest first. */
  entries: readonly ChangeEntry[]
  /** For an undo: the change that is undone, and whether the Service still is as that change left it. */
  undo: { by: string; isStillOutcome: boolean; isCleanUp?: boolean } | null
  /** For a change to addresses. */
  headless?: HeadlessEvidence | null
  dryRun: DryRunEvidence
}
