import { notFound } from '../api/api-failure.ts'
import type { Cluster } from '../api/cluster.ts'
import { createObject } from '../api/create-object.ts'
import { deleteObject } from '../api/delete-object.ts'
import { updateObject } from '../api/update-object.ts'
import { equalJson } from '../json/equal-json.ts'
import { type JsonObject, textAt } from '../json/json.ts'
import { ownChangedFields } from '../patch/managed-fields.ts'
import type { ResourceKind } from '../resources/resource-kind.ts'
import type { KubeObject } from '../store/kube-object.ts'

export interface ClusterWriter {
  readonly create: (object: KubeObject) => void
  readonly update: (old: KubeObject, wanted: KubeObject, subresource?: 'finalize') => void
  readonly updateStatus: (old: KubeObject, status: JsonObject) => void
  /** Deletes an object; when it is gone, or another has its name by now, nothing happens. */
  readonly remove: (object: KubeObject) => void
}

/** Writes as a part of the cluster does: through the rules of each kind, under its own name. What is the same already is not written. */
export function createWriter(cluster: Cluster, manager: string): ClusterWriter {
  const warn = () => undefined
  const write = (old: KubeObject, wanted: KubeObject, subresource: string) => {
    if (equalJson(wanted, old)) return
    const kind = requireKind(cluster, old)
    const manage = ownChangedFields(kind, manager, cluster.now(), subresource)
    updateObject(cluster, kind, old, wanted, { subresource, isDryRun: false, warn, manage })
  }
  return {
    create: (object) => {
      const options = { isDryRun: false, manager, forces: false }
      createObject(cluster, requireKind(cluster, object), object, textAt(object.metadata, 'namespace'), options, warn)
    },
    update: (old, wanted, subresource) => write(old, wanted, subresource ?? ''),
    updateStatus: (old, status) => write(old, { ...old, status }, 'status'),
    remove: (object) => {
      const kind = requireKind(cluster, object)
      const { namespace, name, uid } = object.metadata
      const current = cluster.store.get(kind.storage, typeof namespace === 'string' ? namespace : '', String(name))
      if (current === undefined || current.metadata.uid !== uid) return
      deleteObject(cluster, kind, current, { isDryRun: false, preconditions: {}, graceSeconds: null })
    },
  }
}

function requireKind({ catalog }: Cluster, object: KubeObject): ResourceKind {
  const kind = catalog.kindOfObject(object)
  if (kind === undefined) throw notFound({ resource: object.kind, group: '' }, textAt(object.metadata, 'name'))
  return kind
}
