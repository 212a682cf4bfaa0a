import { AppError } from '@/lib/domain/app-error'
import { type SliceFacts, type SlicePort, sliceChangeAnnotation, sliceLabels } from '@/lib/domain/change/endpoint-slice'
import { isRecord, type JsonRecord, listAt, stringAt, stringMap } from './json-value'
import type { KubeClient } from './kube-client'
import { readKubeObject } from './kube-object'
import { resourcePath } from './resource-path'

const group = 'discovery.k8s.io'
const maxSlices = 100

/**
 * The EndpointSlices that take traffic of a Service, 100 at most, and those that stand under one of these names, whosoever they are. Throws
 * AppError as every request does, `forbidden` without the right to list or to get them.
 */
export async function readServiceSlices(
  client: KubeClient,
  { namespace, service, names }: { namespace: string; service: string; names: readonly string[] },
): Promise<SliceFacts[]> {
  const path = resourcePath({ group, resource: 'endpointslices', namespace })
  const query = { labelSelector: `${sliceLabels.serviceName}=${service}`, limit: maxSlices }
  const { body } = await client.request({ method: 'GET', path, query })
  if (!isRecord(body)) {
    throw new AppError('unavailable', 'the API server answered without EndpointSlices', { reason: 'broken-answer' })
  }
  const listed = listAt(body, 'items').flatMap((item) => readSlice(item) ?? [])
  const missing = names.filter((name) => !listed.some((slice) => slice.name === name))
  const named = await Promise.all(missing.map((name) => readNamed(client, namespace, name)))
  return [...listed, ...named.filter((slice) => slice !== null)]
}

/** The names of a slice's ports; an unnamed one is the empty string. */
export function slicePortNames(value: unknown): string[] {
  return readSlice(value)?.ports.map(({ name }) => name) ?? []
}

async function readNamed(client: KubeClient, namespace: string, name: string): Promise<SliceFacts | null> {
  try {
    const path = resourcePath({ group, resource: 'endpointslices', namespace, name })
    const { body } = await client.request({ method: 'GET', path })
    return readSlice(body)
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') return null
    throw error
  }
}

function readSlice(value: unknown): SliceFacts | null {
  const object = readKubeObject(value)
  if (object === null || object.metadata.name === '') return null
  const { metadata } = object
  const labels = stringMap(metadata.labels)
  const endpoints = listAt(object, 'endpoints').filter(isRecord)
  return {
    namespace: stringAt(metadata, 'namespace') ?? '',
    name: metadata.name,
    uid: stringAt(metadata, 'uid') ?? '',
    resourceVersion: stringAt(metadata, 'resourceVersion') ?? '',
    managedBy: labels[sliceLabels.managedBy] ?? null,
    serviceName: labels[sliceLabels.serviceName] ?? null,
    changeId: stringMap(metadata.annotations)[sliceChangeAnnotation] ?? null,
    addressType: stringAt(object, 'addressType') ?? '',
    addresses: endpoints.flatMap(addressesOf),
    // Unset is ready, as the API says.
    ready: endpoints
      .filter(({ conditions }) => !isRecord(conditions) || conditions.ready !== false)
      .flatMap(addressesOf),
    ports: listAt(object, 'ports').filter(isRecord).map(readPort),
    object,
  }
}

function addressesOf(endpoint: JsonRecord): string[] {
  return listAt(endpoint, 'addresses').filter((address) => typeof address === 'string')
}

function readPort(port: JsonRecord): SlicePort {
  const number = typeof port.port === 'number' ? port.port : null
  return { name: stringAt(port, 'name') ?? '', port: number, protocol: stringAt(port, 'protocol') ?? 'TCP' }
}
