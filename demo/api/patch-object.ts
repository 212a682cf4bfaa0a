import { findDuplicateKeys } from '../json/find-duplicate-keys.ts'
import { isObject, type Json, parseJson, textAt } from '../json/json.ts'
import { jsonPatch } from '../patch/json-patch.ts'
import { mergePatch } from '../patch/merge-patch.ts'
import { strategicMerge } from '../patch/strategic-merge.ts'
import type { ResourceKind } from '../resources/resource-kind.ts'
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
  const name = textAt(patched, 'metadata', 'name')
  if (name !== textAt(old.metadata, 'name'))
    throw badRequest(
      `the name of the object (${name}) does not match the name on the URL (${textAt(old.metadata, 'name')})`,
    )
  return readObject(patched, kind, request, warn, findDuplicateKeys(request.body))
}

function applyPatch(contentType: string, kind: ResourceKind, old: KubeObject, patch: Json): Json {
  if (contentType === 'application/json-patch+json') {
    if (!Array.isArray(patch)) throw badRequest('json: cannot unmarshal object into Go value of type jsonpatch.Patch')
    const patched = jsonPatch(old, patch)
    if (patched === null) throw rejected
    return patched
  }
  if (!isObject(patch)) throw badRequest('json: cannot unmarshal array into Go value of type map[string]interface {}')
  return contentType === 'application/merge-patch+json'
    ? mergePatch(old, patch)
    : strategicMerge(old, patch, kind.definition)
}

function parsePatch(body: string): Json {
  try {
    return parseJson(body)
  } catch (error) {
    throw badRequest(`error decoding patch: ${error instanceof Error ? error.message : 'unreadable'}`)
  }
}
