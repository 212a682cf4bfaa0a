import { AppError, type FieldCause } from '@/lib/domain/app-error'
import { readManifests } from '@/lib/domain/manifest/read-manifests'
import type { ServiceObject, ServiceSpec } from '@/lib/domain/service/service-object'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { isPort } from './endpoint-json'
import { lastChangeAnnotation } from './last-change'
import { isMap, isTextMap } from './merge-patch'
import { targetMessages } from './validate-target'

const kept = ['name', 'namespace', 'labels', 'annotations', 'ownerReferences']
/** What the API server sets by itself: a manifest that was read from a cluster carries it. */
const serverSet = ['uid', 'resourceVersion', 'creationTimestamp', 'generation', 'managedFields', 'selfLink']

/**
 * Reads the Service that is to be made: of type ExternalName, under the name and namespace that the request is about, without status and what
 * the API server sets. AppError `unprocessable` with each field named, as `manifest.spec.externalName`; the rest its dry run tells.
 */
export function readCreatedService(manifest: unknown, { namespace, name }: ServiceRef): ServiceObject {
  const value = typeof manifest === 'string' ? readText(manifest) : manifest
  if (!isMap(value)) throw refused([{ field: 'manifest', message: 'must be a Service' }])
  const causes: FieldCause[] = []
  const expect = (field: string, holds: boolean, message: string) => {
    if (!holds) causes.push({ field: `manifest.${field}`, message })
  }
  const { metadata, spec } = value
  expect('apiVersion', value.apiVersion === 'v1', 'must be v1')
  expect('kind', value.kind === 'Service', 'must be Service')
  if (!isMap(metadata) || !isMap(spec)) {
    expect('metadata', isMap(metadata), 'Required value')
    expect('spec', isMap(spec), 'Required value')
    throw refused(causes)
  }
  const { labels = {}, annotations = {}, ownerReferences } = metadata
  expect('metadata.name', metadata.name === name, `must be ${name}, as the request says`)
  expect(
    'metadata.namespace',
    (metadata.namespace ?? namespace) === namespace,
    `must be ${namespace}, as the request says`,
  )
  for (const key of Object.keys(metadata)) {
    expect(`metadata.${key}`, [...kept, ...serverSet].includes(key), 'is not taken: leave it out')
  }
  expect('spec.type', spec.type === 'ExternalName', 'must be ExternalName')
  const target = typeof spec.externalName === 'string' ? spec.externalName : ''
  for (const message of targetMessages(target)) expect('spec.externalName', false, message)
  if (!isTextMap(labels))
    throw refused([...causes, { field: 'manifest.metadata.labels', message: 'must map names to texts' }])
  if (!isTextMap(annotations))
    throw refused([...causes, { field: 'manifest.metadata.annotations', message: 'must map names to texts' }])
  expect(
    `metadata.annotations[${lastChangeAnnotation}]`,
    !Object.hasOwn(annotations, lastChangeAnnotation),
    'is written by Signpost',
  )
  if (causes.length > 0) throw refused(causes)
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      ...{ name, namespace },
      ...(Object.keys(labels).length > 0 && { labels }),
      ...(Object.keys(annotations).length > 0 && { annotations }),
      ...(ownerReferences !== undefined && { ownerReferences }),
    },
    spec: withDefaults(spec),
  }
}

function readText(text: string): unknown {
  const read = readManifests(text)
  const causes = read.flatMap(({ problems }) =>
    problems.map(({ line, column, field, message }) => {
      const where = field === null ? 'manifest' : `manifest.${field}`
      return { field: where, message: `line ${line}, column ${column}: ${message}` }
    }),
  )
  if (causes.length > 0) throw refused(causes)
  if (read.length !== 1) throw refused([{ field: 'manifest', message: `must be one Service, not ${read.length}` }])
  return read[0]?.service
}

// As the API server stores it, so that its dry run shows what others make of it and nothing else.
function withDefaults({ ports, ...spec }: Record<string, unknown>): ServiceSpec {
  const stored: ServiceSpec = { sessionAffinity: 'None', ...spec }
  if (ports === undefined) return stored
  if (!Array.isArray(ports) || !ports.every(isPort))
    throw refused([{ field: 'manifest.spec.ports', message: 'must be a list of ports, each with its number' }])
  return { ...stored, ports: ports.map((port) => ({ protocol: 'TCP', targetPort: port.port, ...port })) }
}

function refused(causes: readonly FieldCause[]): AppError {
  return new AppError('unprocessable', 'This is not an alias that can be made.', { reason: 'invalid-manifest', causes })
}
