import { isObject, type Json, type JsonObject, numberAt, objectAt, parseJson, textAt, textsOf } from '../json/json.ts'
import { jsonPatch } from '../patch/json-patch.ts'
import { ownChangedFields } from '../patch/managed-fields.ts'
import { mergePatch } from '../patch/merge-patch.ts'
import type { ResourceKind } from '../resources/resource-kind.ts'
import type { KubeObject } from '../store/kube-object.ts'
import { badRequest } from './api-failure.ts'
import type { ApiRequest, Warn } from './api-request.ts'
import type { Cluster } from './cluster.ts'
import { updateObject } from './update-object.ts'
import { readWriteOptions } from './write-options.ts'

/** Reads or writes how many Pods a workload wants, through its `/scale`. */
export function handleScale(
  cluster: Cluster,
  request: ApiRequest,
  kind: ResourceKind,
  object: KubeObject,
  warn: Warn,
): JsonObject {
  if (request.method === 'GET') return scaleOf(object)
  const options = readWriteOptions(request)
  const wanted = readScale(request, scaleOf(object))
  const resourceVersion = textAt(wanted, 'metadata', 'resourceVersion')
  const scaled: KubeObject = {
    ...object,
    metadata: { ...object.metadata, resourceVersion },
    spec: { ...objectAt(object, 'spec'), replicas: numberAt(wanted, 'spec', 'replicas') },
  }
  const manage = ownChangedFields(kind, options.manager, cluster.now(), 'scale')
  return scaleOf(
    updateObject(cluster, kind, object, scaled, { subresource: '', isDryRun: options.isDryRun, warn, manage }),
  )
}

function scaleOf(object: KubeObject): JsonObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = object.metadata
  const labels = textsOf(objectAt(object, 'spec', 'selector').matchLabels)
  const selector = Object.entries(labels).map(([key, value]) => `${key}=${value}`)
  const metadata: JsonObject = {}
  for (const [key, value] of Object.entries({ name, namespace, uid, resourceVersion, creationTimestamp }))
    if (value !== undefined) metadata[key] = value
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata,
    spec: { replicas: numberAt(object, 'spec', 'replicas') },
    status: { replicas: numberAt(object, 'status', 'replicas'), selector: selector.sort().join(',') },
  }
}

function readScale({ method, contentType, body }: ApiRequest, current: JsonObject): Json {
  const given = parseJson(body === '' ? '{}' : body)
  if (method === 'PUT') return given
  if (contentType === 'application/json-patch+json' && Array.isArray(given)) return jsonPatch(current, given) ?? current
  if (!isObject(given)) throw badRequest('error decoding patch: the patch is no object')
  return mergePatch(current, given)
}
