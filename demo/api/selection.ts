import { textAt, textsOf } from '../json/json.ts'
import { groupVersionOf, type ResourceKind } from '../resources/resource-kind.ts'
import { parseFieldSelector } from '../store/field-selector.ts'
import type { KubeObject } from '../store/kube-object.ts'
import { parseLabelSelector } from '../store/label-selector.ts'

export interface Selection {
  readonly matches: (object: KubeObject) => boolean
  readonly isEverything: boolean
}

/** What the selectors of a request choose from a namespace, one object, or all. Throws 400 for what cannot be read. */
export function readSelection(
  kind: ResourceKind,
  { query, namespace, name }: { readonly query: URLSearchParams; readonly namespace: string; readonly name: string },
): Selection {
  const labelText = query.get('labelSelector') ?? ''
  const fieldText = query.get('fieldSelector') ?? ''
  const byLabel = parseLabelSelector(labelText)
  const byField = fieldText === '' ? null : parseFieldSelector(fieldText, kind)
  const fieldsOf = (object: KubeObject) => ({
    'metadata.name': textAt(object.metadata, 'name'),
    ...(kind.isNamespaced ? { 'metadata.namespace': textAt(object.metadata, 'namespace') } : {}),
    ...kind.selectableFields?.(object),
  })
  return {
    isEverything: labelText === '' && fieldText === '',
    matches: (object) =>
      (namespace === '' || textAt(object.metadata, 'namespace') === namespace) &&
      (name === '' || textAt(object.metadata, 'name') === name) &&
      byLabel(textsOf(object.metadata.labels)) &&
      (byField === null || byField(fieldsOf(object))),
  }
}

export const listKindOf = (kind: ResourceKind) => ({ kind: `${kind.kind}List`, apiVersion: groupVersionOf(kind) })
