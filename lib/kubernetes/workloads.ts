import { AppError } from '@/lib/domain/app-error'
import { type Workload, type WorkloadKind, workloadKinds } from '@/lib/domain/workload/workload'
import { type JsonRecord, recordAt, stringAt, stringMap } from './json-value'
import type { KubeClient } from './kube-client'
import { type KubeObject, readKubeObject } from './kube-object'
import { type Bounded, listBounded } from './list-bounded'
import { readSelector } from './network-policies'
import { containersOf, readContainerPorts } from './read-container-ports'
import { resourcePath } from './resource-path'

const maxPerKind = 1000
const maxImages = 20
const resources: Readonly<Record<WorkloadKind, string>> = { StatefulSet: 'statefulsets', Deployment: 'deployments' }

/**
 * The StatefulSets and Deployments of a namespace, a thousand of each at most (`isWhole` says whether that is all), StatefulSets first. Throws
 * AppError as every request does, `forbidden` without the right to list either.
 */
export async function listWorkloads(
  client: KubeClient,
  namespace: string,
  signal?: AbortSignal,
): Promise<Bounded<Workload>> {
  const lists = await Promise.all(
    workloadKinds.map(async (kind) => {
      const path = resourcePath({ group: 'apps', resource: resources[kind], namespace })
      const { items, isWhole } = await listBounded(client, { path, most: maxPerKind, ...(signal ? { signal } : {}) })
      return { items: items.map((object) => readWorkloadObject(kind, object)), isWhole }
    }),
  )
  return { items: lists.flatMap(({ items }) => items), isWhole: lists.every(({ isWhole }) => isWhole) }
}

/** One StatefulSet or Deployment, fresh; null when there is none. Throws AppError as every request does. */
export async function readWorkload(
  client: KubeClient,
  { kind, namespace, name }: { kind: WorkloadKind; namespace: string; name: string },
): Promise<Workload | null> {
  try {
    const path = resourcePath({ group: 'apps', resource: resources[kind], namespace, name })
    const object = readKubeObject((await client.request({ method: 'GET', path })).body)
    if (object !== null) return readWorkloadObject(kind, object)
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') return null
    throw error
  }
  throw new AppError('unavailable', `the API server answered without a ${kind}`, { reason: 'broken-answer' })
}

function readWorkloadObject(kind: WorkloadKind, object: KubeObject): Workload {
  const { metadata } = object
  const spec = recordAt(object, 'spec')
  const status = recordAt(object, 'status')
  const template = recordAt(spec, 'template')
  const podSpec = recordAt(template, 'spec')
  return {
    kind,
    namespace: metadata.namespace ?? '',
    name: metadata.name,
    // The API server fills it in; one is what a missing count means (apps/v1).
    replicas: typeof spec.replicas === 'number' ? spec.replicas : 1,
    currentReplicas: numberAt(status, 'replicas'),
    readyReplicas: numberAt(status, 'readyReplicas'),
    updatedReplicas: numberAt(status, 'updatedReplicas'),
    generation: numberAt(metadata, 'generation'),
    observedGeneration: numberAt(status, 'observedGeneration'),
    serviceName: kind === 'StatefulSet' ? (stringAt(spec, 'serviceName') ?? null) : null,
    selector: readSelector(spec.selector),
    podLabels: stringMap(recordAt(template, 'metadata').labels),
    ports: readContainerPorts(podSpec),
    images: containersOf(podSpec)
      .flatMap((container) => stringAt(container, 'image') ?? [])
      .slice(0, maxImages),
  }
}

function numberAt(record: JsonRecord, key: string): number {
  const value = record[key]
  return typeof value === 'number' ? value : 0
}
