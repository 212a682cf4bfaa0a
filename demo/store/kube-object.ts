import { isObject, type Json, type JsonObject, textAt } from '../json/json.ts'

export interface KubeObject extends JsonObject {
  apiVersion: string
  kind: string
  metadata: JsonObject
}

export function isKubeObject(value: Json | undefined): value is KubeObject {
  return (
    isObject(value) &&
    typeof value.apiVersion === 'string' &&
    typeof value.kind === 'string' &&
    isObject(value.metadata)
  )
}

/** `namespace/name`; objects of the whole cluster have an empty namespace. */
export function keyOf(object: KubeObject): string {
  return `${textAt(object.metadata, 'namespace')}/${textAt(object.metadata, 'name')}`
}
