import type { Json } from '../json/json.ts'
import type { NameCheck } from '../rules/check-name.ts'
import type { FieldError } from '../rules/field-error.ts'
import type { AddressPool } from '../rules/service/cluster-ip-range.ts'
import type { KubeObject } from '../store/kube-object.ts'

export interface Column {
  readonly name: string
  readonly type: 'string' | 'integer' | 'date'
  readonly format?: 'name'
  /** 0 is always shown, 1 only by `-o wide`. */
  readonly priority: 0 | 1
  readonly value: (object: KubeObject, now: Date) => Json
}

/** What the rules of a kind see of the rest of the cluster. */
export interface Surroundings {
  readonly list: (resource: string, namespace?: string) => KubeObject[]
  readonly isDryRun: boolean
  readonly now: Date
  readonly addresses: AddressPool
  /** At least 0, less than 1. */
  readonly random: () => number
}

/** The rules of a kind; each gets the object as it would be stored, and may change what it is given to prepare. */
interface Rules {
  /** Fills in what was left out; the result is what the writer is said to have written. */
  readonly setDefaults?: (object: KubeObject) => void
  readonly prepareCreate?: (object: KubeObject, around: Surroundings) => void
  readonly prepareUpdate?: (object: KubeObject, old: KubeObject, around: Surroundings) => void
  readonly validate?: (object: KubeObject, old: KubeObject | null, around: Surroundings) => FieldError[]
  /** Takes what is handed out once the object is known to be valid: addresses, ports. */
  readonly allocate?: (object: KubeObject, old: KubeObject | null, around: Surroundings) => FieldError[]
  readonly warnings?: (object: KubeObject, old: KubeObject | null) => string[]
  /** Whether a change of what is wanted raises metadata.generation. */
  readonly hasGeneration?: boolean
}

export interface ResourceKind {
  readonly group: string
  readonly version: string
  readonly kind: string
  /** The group that its 422s name, if not its own. */
  readonly errorGroup?: string
  readonly resource: string
  readonly singular: string
  readonly shortNames: readonly string[]
  readonly isNamespaced: boolean
  readonly isInAll: boolean
  /** The definition of the schema. */
  readonly definition: string
  /** Whose objects it serves; two kinds may share them, as both Events do. */
  readonly storage: string
  readonly fromStorage?: (object: KubeObject) => KubeObject
  readonly toStorage?: (object: KubeObject) => KubeObject
  readonly hasStatus: boolean
  /** What may be read and written apart from the object: `status`, `scale`, `finalize`. */
  readonly subresources: readonly string[]
  readonly checkName: NameCheck
  /** What `fieldSelector` may name besides metadata.name and metadata.namespace. */
  readonly selectableFieldNames: readonly string[]
  readonly selectableFields?: (object: KubeObject) => Record<string, string>
  readonly unknownFieldMessage: (field: string) => string
  readonly createsOnUpdate: boolean
  /** A delete answers with the object instead of a Status. */
  readonly returnsDeleted: boolean
  readonly verbWarning?: string
  /** Brought in by a CustomResourceDefinition: no strategic merge patch. */
  readonly isCustom?: boolean
  readonly columns: readonly Column[]
  readonly rules: Rules
}

export const groupVersionOf = ({ group, version }: { readonly group: string; readonly version: string }) =>
  group === '' ? version : `${group}/${version}`
