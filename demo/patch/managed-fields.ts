import { type Json, type JsonObject, listAt } from '../json/json.ts'
import { groupVersionOf, type ResourceKind } from '../resources/resource-kind.ts'
import type { KubeObject } from '../store/kube-object.ts'

export function ownAllFields(kind: ResourceKind, _object: KubeObject, manager: string, time: string): Json[] {
  return [
    { manager, operation: 'Update', apiVersion: groupVersionOf(kind), time, fieldsType: 'FieldsV1', fieldsV1: {} },
  ]
}

export function ownChangedFields(_kind: ResourceKind, _manager: string, _now: Date, _subresource: string) {
  return (_object: KubeObject, old: KubeObject): JsonObject => ({ entries: listAt(old.metadata, 'managedFields') })
}
