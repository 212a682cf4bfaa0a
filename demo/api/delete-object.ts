import { isObject, type Json, type JsonObject, listAt, numberAt, textAt } from '../json/json.ts'
import type { ResourceKind } from '../resources/resource-kind.ts'
import { notSupported } from '../rules/field-error.ts'
import type { KubeObject } from '../store/kube-object.ts'
import { conflict, forbidden } from './api-failure.ts'
import { type Cluster, timestamp } from './cluster.ts'
import { invalidOptions } from './invalid-options.ts'

const keptNamespaces = ['default', 'kube-system', 'kube-public', 'kube-node-lease']

export interface DeleteOptions {
  readonly isDryRun: boolean
  readonly preconditions: JsonObject
  /** How long a Pod has to end; null for its own time. */
  readonly graceSeconds: number | null
}

/** Deletes an object, or marks it as going where finalizers hold it; gives what the API server answers. */
export function deleteObject(
  cluster: Cluster,
  kind: ResourceKind,
  object: KubeObject,
  options: DeleteOptions,
): JsonObject {
  const name = textAt(object.metadata, 'name')
  checkPreconditions(kind, object, options.preconditions)
  if (kind.resource === 'namespaces' && keptNamespaces.includes(name) && kind.group === '')
    throw forbidden(kind, name, 'this namespace may not be deleted')
  const marked = markDeleted(cluster, kind, object, options.graceSeconds)
  if (marked !== null) {
    if (options.isDryRun || textAt(object.metadata, 'deletionTimestamp') !== '') return marked
    return cluster.store.put(kind.storage, marked)
  }
  const gone = options.isDryRun ? object : cluster.store.remove(kind.storage, kind.toStorage?.(object) ?? object)
  // The answer shows the object as it was, not the revision of its end.
  if (kind.returnsDeleted) return options.isDryRun ? object : { ...object, metadata: object.metadata }
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details: {
      name,
      ...(kind.group === '' ? {} : { group: kind.group }),
      kind: kind.resource,
      uid: textAt(gone.metadata, 'uid'),
    },
  }
}

function markDeleted(
  cluster: Cluster,
  kind: ResourceKind,
  object: KubeObject,
  graceSeconds: number | null,
): KubeObject | null {
  const isNamespace = kind.storage === 'namespaces'
  const held = [...listAt(object.metadata, 'finalizers'), ...(isNamespace ? listAt(object, 'spec', 'finalizers') : [])]
  const seconds = kind.storage === 'pods' ? podGrace(object, graceSeconds) : 0
  if (held.length === 0 && seconds === 0) return null
  if (textAt(object.metadata, 'deletionTimestamp') !== '') return object
  const generation = numberAt(object.metadata, 'generation')
  const metadata = {
    ...object.metadata,
    ...(generation > 0 ? { generation: generation + 1 } : {}),
    deletionTimestamp: timestamp(new Date(cluster.now().getTime() + seconds * 1000)),
    ...(isNamespace ? {} : { deletionGracePeriodSeconds: seconds }),
  }
  return { ...object, metadata, ...(isNamespace ? { status: { phase: 'Terminating' } } : {}) }
}

// A Pod that no node has taken yet ends at once.
function podGrace(pod: KubeObject, wanted: number | null): number {
  if (textAt(pod, 'spec', 'nodeName') === '') return 0
  return wanted ?? numberAt(pod, 'spec', 'terminationGracePeriodSeconds')
}

function checkPreconditions(kind: ResourceKind, object: KubeObject, wanted: JsonObject): void {
  const name = textAt(object.metadata, 'name')
  // The group is that of the kind, but the word is the kind itself.
  const of = { resource: kind.kind, group: kind.group }
  const uid = textAt(wanted, 'uid')
  const ownUid = textAt(object.metadata, 'uid')
  if (uid !== '' && uid !== ownUid) {
    const why = `the UID in the precondition (${uid}) does not match the UID in record (${ownUid}). The object might have been deleted and then recreated`
    throw conflict(of, name, why)
  }
  const version = textAt(wanted, 'resourceVersion')
  const ownVersion = textAt(object.metadata, 'resourceVersion')
  if (version !== '' && version !== ownVersion) {
    const why = `the ResourceVersion in the precondition (${version}) does not match the ResourceVersion in record (${ownVersion}). The object might have been modified`
    throw conflict(of, name, why)
  }
}

const policies = ['Foreground', 'Background', 'Orphan']

/** Reads what a DELETE asks for, from its body; the query is heard only where there is none. */
export function readDeleteOptions(body: Json, given: URLSearchParams): DeleteOptions {
  const options = isObject(body) ? body : {}
  const query = body === null ? given : new URLSearchParams()
  const policy = textAt(options, 'propagationPolicy') || (query.get('propagationPolicy') ?? '')
  if (policy !== '' && !policies.includes(policy))
    throw invalidOptions('DeleteOptions', [notSupported('propagationPolicy', policy, [...policies, 'nil'])])
  const preconditions = isObject(options.preconditions) ? options.preconditions : {}
  return {
    isDryRun: query.getAll('dryRun').includes('All') || listAt(options, 'dryRun').includes('All'),
    preconditions,
    graceSeconds: typeof options.gracePeriodSeconds === 'number' ? options.gracePeriodSeconds : graceOf(query),
  }
}

function graceOf(query: URLSearchParams): number | null {
  const text = query.get('gracePeriodSeconds') ?? ''
  return /^\d+$/.test(text) ? Number(text) : null
}
