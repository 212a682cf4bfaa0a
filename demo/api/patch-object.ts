import { findDuplicateKeys } from '../json/find-duplicate-keys.ts'
import { goKind, goText } from '../json/go-text.ts'
import { isObject, type Json, type JsonObject, parseJson, textAt } from '../json/json.ts'
import { jsonPatch } from '../patch/json-patch.ts'
import { mergePatch } from '../patch/merge-patch.ts'
import { strategicMerge } from '../patch/strategic-merge.ts'
import type { ResourceKind } from '../resources/resource-kind.ts'
import { invalid, invalidObject } from '../rules/field-error.ts'
import type { KubeObject } from '../store/kube-object.ts'
import { ApiFailure, badRequest } from './api-failure.ts'
import type { ApiRequest, Warn } from './api-request.ts'
import { readObject } from './read-body.ts'

const rejected = new ApiFailure(422, 'Invalid', 'the server rejected our request due to an error in our request', {})

/** Media types of patches that change a stored object; applying is another matter. */
export const patchTypes = [
  'application/json-patch+json',
  'application/merge-patch+json',
  'application/strategic-merge-patch+json',
]

/** The object that a patch makes of a stored one. Throws 400, 415 or 422 where the API server does. */
export function patchObject(request: ApiRequest, kind: ResourceKind, old: KubeObject, warn: Warn): KubeObject {
  const patch = parsePatch(request.body)
  const patched = applyPatch(request.contentType, kind, old, patch)
  if (!isObject(patched)) throw rejected
  checkIdentity(patched, old)
  const shown = request.contentType.includes('strategic') ? goText(patch) : JSON.stringify(patched)
  const refuse = (why: string) => invalidObject({ kind: '', group: '' }, '', [invalid('patch', shown, why)])
  return readObject(patched, kind, request, warn, findDuplicateKeys(request.body), refuse)
}

function checkIdentity(patched: JsonObject, old: KubeObject): void {
  const name = textAt(patched, 'metadata', 'name')
  if (name !== textAt(old.metadata, 'name'))
    throw badRequest(
      `the name of the object (${name}) does not match the name on the URL (${textAt(old.metadata, 'name')})`,
    )
  if (textAt(patched, 'metadata', 'namespace') !== textAt(old.metadata, 'namespace'))
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request')
}

function applyPatch(contentType: string, kind: ResourceKind, old: KubeObject, patch: Json): Json {
  if (contentType === 'application/json-patch+json') {
    if (patch === null) return old
    if (!Array.isArray(patch)) throw undecodable(patch, '[]handlers.jsonPatchOp')
    const patched = jsonPatch(old, patch)
    if (patched === null) throw rejected
    return patched
  }
  const isStrategic = contentType !== 'application/merge-patch+json'
  if (patch === null && isStrategic) return old
  if (patch === null) throw badRequest('Invalid JSON Patch')
  if (!isObject(patch)) throw undecodable(patch, 'map[string]interface {}', isStrategic ? '' : undefined)
  return isStrategic ? strategicMerge(old, patch, kind.definition) : mergePatch(old, patch)
}

const undecodable = (patch: Json, wanted: string, prefix = 'error decoding patch: ') =>
  badRequest(`${prefix}json: cannot unmarshal ${goKind(patch)} into Go value of type ${wanted}`)

function parsePatch(body: string): Json {
  try {
    return parseJson(body)
  } catch {
    throw badRequest('invalid JSON patch')
  }
}
