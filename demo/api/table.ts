import type { JsonObject } from '../json/json.ts'
import type { Column, ResourceKind } from '../resources/resource-kind.ts'
import type { KubeObject } from '../store/kube-object.ts'

interface TableOptions {
  readonly kind: ResourceKind
  readonly version: string
  /** `Metadata` by default, `Object` or `None`. */
  readonly includeObject: string
  readonly now: Date
  readonly hasColumns: boolean
}

/** The rows that kubectl prints. */
export function renderTable(items: readonly KubeObject[], metadata: JsonObject, options: TableOptions): JsonObject {
  const { kind, version, now } = options
  return {
    kind: 'Table',
    apiVersion: `meta.k8s.io/${version}`,
    metadata,
    columnDefinitions: options.hasColumns ? kind.columns.map(describeColumn) : [],
    rows: items.map((object) => ({
      cells: kind.columns.map((column) => column.value(object, now)),
      ...(options.includeObject === 'None' ? {} : { object: rowObject(object, options) }),
    })),
  }
}

function describeColumn({ name, type, format, priority }: Column): JsonObject {
  return { name, type, format: format ?? '', description: '', priority }
}

function rowObject(object: KubeObject, { includeObject, version }: TableOptions): JsonObject {
  if (includeObject === 'Object') return object
  return partialMetadata(object, version)
}

/** Only who an object is, for clients that need no more. */
export function partialMetadata(object: KubeObject, version: string): JsonObject {
  return { kind: 'PartialObjectMetadata', apiVersion: `meta.k8s.io/${version}`, metadata: object.metadata }
}
