import { AppError } from '@/lib/domain/app-error'
import type { AddressHolder } from '@/lib/domain/change/change-evidence'
import { isRecord, listAt } from './json-value'
import type { KubeClient } from './kube-client'
import { readKubeObject } from './kube-object'
import { resourcePath } from './resource-path'

/** The Service whose cluster IP an address is, or the pod that has it; over all namespaces, so `unknown` for who may not list there. */
export async function findAddressHolder(client: KubeClient, address: string): Promise<AddressHolder> {
  const [service, pod] = await Promise.all([
    findBy(client, 'services', `spec.clusterIP=${address}`, 'service'),
    findBy(client, 'pods', `status.podIP=${address}`, 'pod'),
  ])
  if (service.kind === 'service') return service
  if (pod.kind === 'pod') return pod
  return service.kind === 'unknown' ? service : pod
}

async function findBy(
  client: KubeClient,
  resource: 'services' | 'pods',
  fieldSelector: string,
  kind: 'service' | 'pod',
): Promise<AddressHolder> {
  try {
    const path = resourcePath({ resource })
    const { body } = await client.request({ method: 'GET', path, query: { fieldSelector, limit: 1 } })
    const [first] = listAt(isRecord(body) ? body : {}, 'items').flatMap((item) => readKubeObject(item) ?? [])
    if (first === undefined) return { kind: 'none' }
    return { kind, namespace: first.metadata.namespace ?? '', name: first.metadata.name }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const why = error.code === 'forbidden' ? `may not list ${resource} in all namespaces` : error.message
    return { kind: 'unknown', why }
  }
}
