import { parse } from 'yaml'
import { findDuplicateKeys } from '../json/find-duplicate-keys.ts'
import { goSyntaxError } from '../json/go-text.ts'
import { isObject, type Json, type JsonObject, parseJson, textAt } from '../json/json.ts'
import { groupVersionOf, type ResourceKind } from '../resources/resource-kind.ts'
import { decodeObject } from '../schema/decode-object.ts'
import type { KubeObject } from '../store/kube-object.ts'
import { ApiFailure, badRequest } from './api-failure.ts'
import type { ApiRequest, Warn } from './api-request.ts'

const shownBytes = 1024

/** Reads the body of a POST or PUT as an object of the kind; unknown and duplicate fields are told as the request asks for. */
export function readBody(request: ApiRequest, kind: ResourceKind, warn: Warn): KubeObject {
  const { contentType, body } = request
  const isYaml = contentType === 'application/yaml'
  if (!isYaml && contentType !== '' && contentType !== 'application/json') throw unsupportedBody
  const value = isYaml ? parseYaml(body, kind) : parseText(body, kind)
  if (!isObject(value)) throw unrecognized(kind, 'json: cannot unmarshal into a Go value')
  return readObject(value, kind, request, warn, isYaml ? [] : findDuplicateKeys(body))
}

/** Turns a value into an object of the kind; `duplicates` are the paths that its text named twice. */
export function readObject(
  value: JsonObject,
  kind: ResourceKind,
  request: Pick<ApiRequest, 'query'>,
  warn: Warn,
  duplicates: readonly string[] = [],
  refuse: (why: string) => ApiFailure = (why) => cannotHandle(kind, why),
): KubeObject {
  checkKind(value, kind)
  const { object, unknownFields } = decodeObject(value, kind)
  const problems = [
    ...duplicates.map((path) => `duplicate field "${path}"`),
    ...unknownFields.map((path) => `unknown field "${path}"`),
  ]
  reportProblems(problems, request, warn, refuse)
  return {
    ...object,
    apiVersion: groupVersionOf(kind),
    kind: kind.kind,
    metadata: isObject(object.metadata) ? object.metadata : {},
  }
}

function reportProblems(
  problems: readonly string[],
  { query }: Pick<ApiRequest, 'query'>,
  warn: Warn,
  refuse: (why: string) => ApiFailure,
): void {
  const mode = query.get('fieldValidation') ?? 'Warn'
  if (problems.length === 0 || mode === 'Ignore') return
  if (mode === 'Strict') throw refuse(`strict decoding error: ${problems.join(', ')}`)
  for (const problem of problems) warn(problem)
}

const cannotHandle = (kind: ResourceKind, why: string) =>
  badRequest(`${kind.kind} in version "${kind.version}" cannot be handled as a ${kind.kind}: ${why}`)

function checkKind(value: JsonObject, kind: ResourceKind): void {
  const groupVersion = textAt(value, 'apiVersion') || groupVersionOf(kind)
  const name = textAt(value, 'kind') || kind.kind
  if (groupVersion === groupVersionOf(kind) && name === kind.kind) return
  const version = groupVersion.slice(groupVersion.lastIndexOf('/') + 1)
  const why =
    groupVersion === groupVersionOf(kind)
      ? `converting (${version}.${name}) to (${kind.group === '' ? 'core' : kind.group.split('.')[0]}.${kind.kind}): unknown conversion`
      : `no kind "${name}" is registered for version "${groupVersion}" in scheme "pkg/runtime/scheme.go:111"`
  throw badRequest(`${name} in version "${version}" cannot be handled as a ${kind.kind}: ${why}`)
}

function parseText(body: string, kind: ResourceKind): Json {
  try {
    return parseJson(body)
  } catch (error) {
    throw unrecognized(
      kind,
      `json parse error: ${goSyntaxError(body, error)} (${body === '' ? '<empty>' : body.slice(0, shownBytes)})`,
    )
  }
}

function parseYaml(body: string, kind: ResourceKind): Json {
  try {
    const value: Json = parse(body)
    return value
  } catch (error) {
    throw unrecognized(kind, `yaml: ${error instanceof Error ? error.message : 'unreadable'}`)
  }
}

const unrecognized = (kind: ResourceKind, why: string) =>
  badRequest(`the object provided is unrecognized (must be of type ${kind.kind}): couldn't get version/kind; ${why}`)

const unsupportedBody = new ApiFailure(
  415,
  'UnsupportedMediaType',
  'the body of the request was in an unknown format - accepted media types include: application/json, application/yaml, application/vnd.kubernetes.protobuf',
)
