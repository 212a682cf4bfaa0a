import type { Pod } from '@/lib/domain/workload/workload'
import { isRecord, type JsonRecord, listAt, recordAt, stringAt, stringMap } from './json-value'
import type { KubeClient } from './kube-client'
import type { KubeObject } from './kube-object'
import { type Bounded, listBounded } from './list-bounded'
import { readContainerPorts } from './read-container-ports'
import { resourcePath } from './resource-path'

const maxPods = 500
const hashLabel = 'pod-template-hash'

/**
 * The pods that a Service with this selector would lead to, ready or not, 500 at most; those that have ended are left out. Throws AppError as
 * every request does, `forbidden` without the right to list pods.
 */
export async function listPods(
  client: KubeClient,
  {
    namespace,
    selector,
    signal,
  }: { namespace: string; selector: Readonly<Record<string, string>>; signal?: AbortSignal },
): Promise<Bounded<Pod>> {
  const labelSelector = Object.entries(selector)
    .map(([key, value]) => `${key}=${value}`)
    .join(',')
  const path = resourcePath({ resource: 'pods', namespace })
  const { items, isWhole } = await listBounded(client, {
    path,
    labelSelector,
    most: maxPods,
    ...(signal === undefined ? {} : { signal }),
  })
  return { items: items.flatMap(readPod), isWhole }
}

function readPod(object: KubeObject): Pod[] {
  const status = recordAt(object, 'status')
  if (status.phase === 'Succeeded' || status.phase === 'Failed') return []
  const { metadata } = object
  const labels = stringMap(metadata.labels)
  return [
    {
      name: metadata.name,
      ip: stringAt(status, 'podIP') ?? null,
      labels,
      isReady: isReady(status),
      isTerminating: metadata.deletionTimestamp !== undefined,
      ports: readContainerPorts(recordAt(object, 'spec')),
      owner: ownerOf(metadata, labels),
    },
  ]
}

/** Whether the condition `Ready` of a pod's status says so. */
export function isReady(status: JsonRecord): boolean {
  return listAt(status, 'conditions').some(
    (condition) => isRecord(condition) && condition.type === 'Ready' && condition.status === 'True',
  )
}

// A Deployment names its ReplicaSets after itself and the hash that their pods carry.
function ownerOf(metadata: JsonRecord, labels: Readonly<Record<string, string>>): Pod['owner'] {
  const controller = listAt(metadata, 'ownerReferences').find((owner) => isRecord(owner) && owner.controller === true)
  if (!isRecord(controller)) return null
  const kind = stringAt(controller, 'kind') ?? ''
  const name = stringAt(controller, 'name') ?? ''
  const end = `-${labels[hashLabel] ?? ''}`
  if (kind === 'ReplicaSet' && end.length > 1 && name.endsWith(end)) {
    return { kind: 'Deployment', name: name.slice(0, -end.length) }
  }
  return { kind, name }
}
