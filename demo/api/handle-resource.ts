import { authorizeResource, denial } from '../access/authorize.ts'
import { type JsonObject, parseJson, textAt } from '../json/json.ts'
import { type Manager, ownChangedFields } from '../patch/managed-fields.ts'
import { applyObject } from '../patch/server-side-apply.ts'
import type { ResourceKind } from '../resources/resource-kind.ts'
import type { KubeObject } from '../store/kube-object.ts'
import { ApiFailure, badRequest, conflict, forbidden, notFound } from './api-failure.ts'
import type { ApiRequest, Warn } from './api-request.ts'
import { type Cluster, timestamp } from './cluster.ts'
import { createObject } from './create-object.ts'
import { deleteObject, readDeleteOptions } from './delete-object.ts'
import { handleScale } from './handle-scale.ts'
import { listObjects } from './list-objects.ts'
import { patchObject, patchTypes } from './patch-object.ts'
import { applyType, managerRequired, readApplied } from './read-applied.ts'
import { readBody } from './read-body.ts'
import { readShape, showList, showObject } from './representation.ts'
import type { Route } from './route.ts'
import { readSelection } from './selection.ts'
import { updateObject } from './update-object.ts'
import { readWriteOptions } from './write-options.ts'

export type ResourceRoute = Extract<Route, { kind: 'resource' }>

export interface ApiAnswer {
  readonly status: number
  readonly body: JsonObject
}

const noSuchResource = new ApiFailure(404, 'NotFound', 'the server could not find the requested resource', {})
const noStrategicPatch = new ApiFailure(
  415,
  'UnsupportedMediaType',
  'the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml',
  {},
)
const notAllowed = new ApiFailure(
  405,
  'MethodNotAllowed',
  'the server does not allow this method on the requested resource',
  {},
)

export function verbOf({ method, query }: ApiRequest, { name }: ResourceRoute): string {
  const isOne = name !== ''
  switch (method) {
    case 'POST':
      return 'create'
    case 'PUT':
      return 'update'
    case 'PATCH':
      return 'patch'
    case 'DELETE':
      return isOne ? 'delete' : 'deletecollection'
    default:
      return isTrue(query.get('watch')) ? 'watch' : isOne ? 'get' : 'list'
  }
}

const isTrue = (text: string | null) => text === 'true' || text === '1' || text === ''

/** Throws 403 when the roles of the user do not cover what is asked. */
export function requireRight({ user }: ApiRequest, route: ResourceRoute, verb: string): void {
  const { group, name, subresource } = route
  // A namespace is asked about as lying in itself.
  const namespace = route.resource === 'namespaces' && group === '' ? name : route.namespace
  const resource = subresource === '' ? route.resource : `${route.resource}/${subresource}`
  const question = { verb, group, resource, namespace, name }
  if (!authorizeResource(user, question).allowed)
    throw forbidden({ resource: route.resource, group }, name, denial(user, question))
}

export function findRouteKind({ catalog }: Cluster, route: ResourceRoute): ResourceKind {
  const kind = catalog.find(route.group, route.version, route.resource)
  if (kind === undefined || (!kind.isNamespaced && route.namespace !== '')) throw noSuchResource
  if (!['', ...kind.subresources].includes(route.subresource)) throw noSuchResource
  return kind
}

/** Answers every request about objects but watches. */
export function handleResource(cluster: Cluster, request: ApiRequest, route: ResourceRoute, warn: Warn): ApiAnswer {
  const kind = findRouteKind(cluster, route)
  if (kind.verbWarning !== undefined) warn(kind.verbWarning)
  const shape = readShape(request.accept, request.query)
  const one = (object: JsonObject, status = 200) => ({ status, body: showObject(object, kind, shape, cluster.now()) })
  if (route.subresource === 'scale')
    return { status: 200, body: handleScale(cluster, request, kind, read(cluster, kind, route), warn) }
  const isInPlace = !kind.isNamespaced || route.namespace !== ''
  switch (verbOf(request, route)) {
    case 'list':
      return {
        status: 200,
        body: showList(listObjects(cluster.store, kind, route_(request, route)), kind, shape, cluster.now()),
      }
    case 'get':
      return one(read(cluster, kind, route))
    case 'create':
      if (route.name !== '' || !isInPlace) throw notAllowed
      return one(create(cluster, request, kind, route, warn), 201)
    case 'update':
      if (route.name === '' || !isInPlace) throw notAllowed
      return replace(cluster, request, kind, route, warn, one)
    case 'patch':
      if (route.name === '' || !isInPlace) throw notAllowed
      if (request.contentType === applyType) return apply(cluster, request, kind, route, warn, one)
      return one(patch(cluster, request, kind, route, warn))
    case 'delete':
      if (!isInPlace) throw notAllowed
      return one(remove(cluster, request, kind, route))
    default:
      if (!isInPlace || kind.resource === 'namespaces') throw notAllowed
      return { status: 200, body: removeAll(cluster, request, kind, route) }
  }
}

const route_ = ({ query }: ApiRequest, { namespace, name }: ResourceRoute) => ({ query, namespace, name })

function read(cluster: Cluster, kind: ResourceKind, { namespace, name }: ResourceRoute): KubeObject {
  const found = cluster.store.get(kind.storage, namespace, name)
  if (found === undefined) throw notFound(kind, name)
  return kind.fromStorage?.(found) ?? found
}

function create(
  cluster: Cluster,
  request: ApiRequest,
  kind: ResourceKind,
  route: ResourceRoute,
  warn: Warn,
): KubeObject {
  const options = readWriteOptions(request)
  const object = readBody(request, kind, warn)
  return createObject(cluster, kind, object, route.namespace, options, warn)
}

function replace(
  cluster: Cluster,
  request: ApiRequest,
  kind: ResourceKind,
  route: ResourceRoute,
  warn: Warn,
  answer: (object: JsonObject, status?: number) => ApiAnswer,
): ApiAnswer {
  const options = readWriteOptions(request)
  const object = readBody(request, kind, warn)
  const name = textAt(object.metadata, 'name')
  if (name !== '' && name !== route.name)
    throw badRequest(`the name of the object (${name}) does not match the name on the URL (${route.name})`)
  object.metadata = {
    ...object.metadata,
    name: route.name,
    ...(kind.isNamespaced && textAt(object.metadata, 'namespace') === '' ? { namespace: route.namespace } : {}),
  }
  const namespace = textAt(object.metadata, 'namespace')
  if (kind.isNamespaced && namespace !== '' && namespace !== route.namespace)
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request')
  const old = cluster.store.get(kind.storage, route.namespace, route.name)
  if (old === undefined) {
    if (kind.createsOnUpdate && textAt(object.metadata, 'uid') !== '') throw uidConflict(kind, object, '')
    if (!kind.createsOnUpdate || textAt(object.metadata, 'resourceVersion') !== '') throw notFound(kind, route.name)
    requireRight(request, { ...route, name: '' }, 'create')
    return answer(createObject(cluster, kind, object, route.namespace, options, warn), 201)
  }
  const current = kind.fromStorage?.(old) ?? old
  requireSameUid(kind, object, current)
  const manage = ownChangedFields(kind, options.manager, cluster.now(), route.subresource)
  return answer(
    updateObject(cluster, kind, current, object, { ...options, subresource: route.subresource, warn, manage }),
  )
}

function requireSameUid(kind: ResourceKind, object: KubeObject, old: KubeObject): void {
  const uid = textAt(object.metadata, 'uid')
  const stored = textAt(old.metadata, 'uid')
  if (uid !== '' && uid !== stored) throw uidConflict(kind, old, stored, uid)
}

function uidConflict(kind: ResourceKind, of: KubeObject, stored: string, uid = textAt(of.metadata, 'uid')): ApiFailure {
  const name = textAt(of.metadata, 'name')
  const folder = kind.resource === 'services' ? 'services/specs' : kind.resource
  const key = `/registry/${folder}/${textAt(of.metadata, 'namespace')}/${name}`
  const why = `StorageError: invalid object, Code: 4, Key: ${key}, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: ${uid}, UID in object meta: ${stored}`
  return conflict(kind, name, why)
}

function patch(
  cluster: Cluster,
  request: ApiRequest,
  kind: ResourceKind,
  route: ResourceRoute,
  warn: Warn,
): KubeObject {
  if (!patchTypes.includes(request.contentType))
    throw new ApiFailure(415, 'UnsupportedMediaType', '415: Unsupported Media Type', {})
  if (kind.isCustom && request.contentType.includes('strategic')) throw noStrategicPatch
  const options = readWriteOptions(request)
  const old = read(cluster, kind, route)
  const wanted = patchObject(request, kind, old, warn)
  const manage = ownChangedFields(kind, options.manager, cluster.now(), route.subresource)
  return updateObject(cluster, kind, old, wanted, { ...options, subresource: route.subresource, warn, manage })
}

function apply(
  cluster: Cluster,
  request: ApiRequest,
  kind: ResourceKind,
  route: ResourceRoute,
  warn: Warn,
  answer: (object: JsonObject, status?: number) => ApiAnswer,
): ApiAnswer {
  const options = readWriteOptions(request)
  if ((request.query.get('fieldManager') ?? '') === '') throw managerRequired
  const applied = readApplied(request, kind, route, warn)
  const stored = cluster.store.get(kind.storage, route.namespace, route.name)
  const live = stored === undefined ? null : (kind.fromStorage?.(stored) ?? stored)
  const time = timestamp(cluster.now())
  const manager: Manager = { name: options.manager, operation: 'Apply', subresource: route.subresource, time }
  const { object, managedFields } = applyObject(kind, live, applied, manager, options.forces)
  if (live === null) {
    requireRight(request, { ...route, name: '' }, 'create')
    return answer(createObject(cluster, kind, object, route.namespace, { ...options, managedFields }, warn), 201)
  }
  const manage = () => managedFields
  return answer(updateObject(cluster, kind, live, object, { ...options, subresource: route.subresource, warn, manage }))
}

function remove(cluster: Cluster, request: ApiRequest, kind: ResourceKind, route: ResourceRoute): JsonObject {
  const options = readDeleteOptions(request.body === '' ? null : parseJson(request.body), request.query)
  return deleteObject(cluster, kind, read(cluster, kind, route), options)
}

function removeAll(cluster: Cluster, request: ApiRequest, kind: ResourceKind, route: ResourceRoute): JsonObject {
  const options = readDeleteOptions(request.body === '' ? null : parseJson(request.body), request.query)
  const selection = readSelection(kind, { query: request.query, namespace: route.namespace, name: '' })
  const chosen = cluster.store
    .list(kind.storage, route.namespace === '' ? null : route.namespace)
    .filter(selection.matches)
  for (const object of chosen) deleteObject(cluster, kind, object, options)
  const metadata = { resourceVersion: String(cluster.store.revision()) }
  return showList({ metadata, items: chosen }, kind, { as: 'object' }, cluster.now())
}
