import type { Cluster } from '../api/cluster.ts'
import type { StoredEvent } from '../store/revision-log.ts'
import type { Controller } from './controller.ts'
import { daemonSetController } from './daemon-set-controller.ts'
import { deploymentController } from './deployment-controller.ts'
import { endpointSliceController } from './endpoint-slice-controller.ts'
import { garbageCollector } from './garbage-collector.ts'
import { kubelet } from './kubelet.ts'
import { mirroringController } from './mirroring-controller.ts'
import { namespaceController } from './namespace-controller.ts'
import { nodeController } from './node-controller.ts'
import { replicaSetController } from './replica-set-controller.ts'
import { statefulSetController } from './stateful-set-controller.ts'
import { createWorkQueue } from './work-queue.ts'

export interface Controllers {
  /** Resolves once everything that was written has had its consequences. */
  readonly settled: () => Promise<void>
  readonly stop: () => void
}

/** Lets the cluster act on what is stored: runs Pods, keeps slices, removes what has lost its owner or its namespace. */
export function startControllers(
  cluster: Cluster,
  report: (error: unknown) => void = (error) => process.emitWarning(String(error)),
): Controllers {
  const { store } = cluster
  const controllers: readonly (Controller & { readonly stop?: () => void })[] = [
    nodeController(cluster),
    kubelet(cluster),
    deploymentController(cluster),
    replicaSetController(cluster),
    statefulSetController(cluster),
    daemonSetController(cluster),
    endpointSliceController(cluster),
    mirroringController(cluster),
    garbageCollector(cluster),
    namespaceController(cluster),
  ]
  const queue = createWorkQueue(report)
  const tell = (event: StoredEvent) => {
    for (const { name, keysFor, reconcile } of controllers)
      for (const key of keysFor(event)) queue.add(`${name} ${key}`, () => reconcile(key))
  }
  for (const [resource, table] of store.everything())
    for (const object of table.values())
      tell({ revision: store.revision(), resource, object, previous: null, last: object })
  const unsubscribe = store.subscribe(tell)
  return {
    settled: queue.settled,
    stop: () => {
      unsubscribe()
      queue.stop()
      for (const { stop } of controllers) stop?.()
    },
  }
}
