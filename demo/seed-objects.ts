import type { Cluster } from './api/cluster.ts'
import { createObject } from './api/create-object.ts'
import { updateObject } from './api/update-object.ts'
import { textAt } from './json/json.ts'
import { ownChangedFields } from './patch/managed-fields.ts'
import { groupVersionOf } from './resources/resource-kind.ts'
import type { KubeObject } from './store/kube-object.ts'

/** Creates objects through the rules of their kinds; one that exists is replaced, or left alone when only `missing` ones are wanted. */
export function seedObjects(
  cluster: Cluster,
  objects: readonly KubeObject[],
  which: 'all' | 'missing',
  manager = 'kubectl-create',
): void {
  const options = { isDryRun: false, manager, forces: false }
  for (const object of objects) {
    const kind = cluster.catalog.kindOfObject(object)
    const name = textAt(object.metadata, 'name')
    if (kind === undefined)
      throw new Error(`${object.kind} ${name}: the cluster has no kind ${object.kind} in ${object.apiVersion}`)
    const namespace = kind.isNamespaced ? textAt(object.metadata, 'namespace') || 'default' : ''
    const old = cluster.store.get(kind.storage, namespace, name)
    if (old !== undefined && which === 'missing') continue
    const warn = () => undefined
    if (old === undefined) {
      createObject(cluster, kind, { ...object, apiVersion: groupVersionOf(kind) }, namespace, options, warn)
      continue
    }
    const manage = ownChangedFields(kind, manager, cluster.now(), '')
    updateObject(cluster, kind, kind.fromStorage?.(old) ?? old, object, {
      subresource: '',
      isDryRun: false,
      warn,
      manage,
    })
  }
}
