import { parse } from 'yaml'
import { isObject, type Json, listAt, textAt } from '../json/json.ts'
import type { ResourceKind } from '../resources/resource-kind.ts'
import { required } from '../rules/field-error.ts'
import type { KubeObject } from '../store/kube-object.ts'
import { badRequest } from './api-failure.ts'
import type { ApiRequest, Warn } from './api-request.ts'
import { invalidOptions } from './invalid-options.ts'
import { readObject } from './read-body.ts'

export const applyType = 'application/apply-patch+yaml'

export const managerRequired = invalidOptions('PatchOptions', [required('fieldManager', 'is required for apply patch')])

/** Reads what is applied: an object in YAML that says only what its manager wants. */
export function readApplied(
  request: ApiRequest,
  kind: ResourceKind,
  { name, namespace }: { readonly name: string; readonly namespace: string },
  warn: Warn,
): KubeObject {
  const value = parseApplied(request.body)
  if (!isObject(value)) throw badRequest('error decoding YAML: the object is no mapping')
  if (listAt(value, 'metadata', 'managedFields').length > 0) throw badRequest('metadata.managedFields must be nil')
  const given = textAt(value, 'metadata', 'name')
  if (given !== '' && given !== name)
    throw badRequest(`the name of the object (${given}) does not match the name on the URL (${name})`)
  const applied = readObject(value, kind, request, warn)
  applied.metadata = { ...applied.metadata, name, ...(kind.isNamespaced ? { namespace } : {}) }
  return applied
}

function parseApplied(body: string): Json {
  try {
    const value: Json = parse(body)
    return value
  } catch (error) {
    throw badRequest(`error decoding YAML: ${error instanceof Error ? error.message : 'unreadable'}`)
  }
}
