import type { AliasedService } from '@/lib/domain/alias/follow-namespace-alias'
import { normaliseHost } from '@/lib/domain/alias/normalise-host'
import { AppError } from '@/lib/domain/app-error'
import { isRecord, type JsonRecord, listAt, recordAt, stringAt } from './json-value'
import type { KubeClient } from './kube-client'
import { resourcePath } from './resource-path'
import { readService } from './services'

const maxSlices = 500
const maxNames = 5000

/**
 * Reads a Service as an alias finds it, with the endpoints of its EndpointSlices: `missing` when there is none, `unknown` when it may not be
 * read. Counts are null where the slices may not be. Any other failure is thrown.
 */
export async function readAliasedService(
  client: KubeClient,
  namespace: string,
  name: string,
): Promise<AliasedService | 'missing' | 'unknown'> {
  const service = await unlessForbidden(readService(client, namespace, name))
  if (service === 'forbidden') return 'unknown'
  if (service === null) return 'missing'
  const { type = 'ClusterIP', externalName } = service.spec
  if (type === 'ExternalName') {
    const target = externalName === undefined ? null : normaliseHost(externalName)
    return { type, target, readyEndpoints: 0, totalEndpoints: 0 }
  }
  const endpoints = await unlessForbidden(listEndpoints(client, namespace, name))
  if (endpoints === 'forbidden') return { type, target: null, readyEndpoints: null, totalEndpoints: null }
  const ready = endpoints.filter(isReady)
  return {
    type,
    target: null,
    readyEndpoints: countOf(ready),
    totalEndpoints: countOf(endpoints),
    readyNames: ready.flatMap(namesOf).slice(0, maxNames),
  }
}

async function listEndpoints(client: KubeClient, namespace: string, service: string): Promise<JsonRecord[]> {
  const { body } = await client.request({
    method: 'GET',
    path: resourcePath({ group: 'discovery.k8s.io', resource: 'endpointslices', namespace }),
    query: { labelSelector: `kubernetes.io/service-name=${service}`, limit: maxSlices },
  })
  if (!isRecord(body)) {
    throw new AppError('unavailable', 'the API server answered without EndpointSlices', { reason: 'broken-answer' })
  }
  return listAt(body, 'items')
    .filter(isRecord)
    .flatMap((slice) => listAt(slice, 'endpoints').filter(isRecord))
}

// "Not known" counts as ready (EndpointConditions of discovery.k8s.io/v1).
function isReady(endpoint: JsonRecord): boolean {
  return recordAt(endpoint, 'conditions').ready !== false
}

// With two address families a pod stands in two slices.
function countOf(endpoints: readonly JsonRecord[]): number {
  return new Set(
    endpoints.map((endpoint) => stringAt(recordAt(endpoint, 'targetRef'), 'uid') ?? addressesOf(endpoint)[0]),
  ).size
}

function namesOf(endpoint: JsonRecord): string[] {
  const hyphened = addressesOf(endpoint).map((address) => address.replace(/[.:]/g, '-'))
  const hostname = stringAt(endpoint, 'hostname')
  return hostname === undefined ? hyphened : [hostname, ...hyphened]
}

function addressesOf(endpoint: JsonRecord): string[] {
  return listAt(endpoint, 'addresses').filter((address) => typeof address === 'string')
}

async function unlessForbidden<T>(work: Promise<T>): Promise<T | 'forbidden'> {
  try {
    return await work
  } catch (error) {
    if (error instanceof AppError && error.code === 'forbidden') return 'forbidden'
    throw error
  }
}
