import type { ServiceObject, ServicePortObject } from '@/lib/domain/service/service-object'
import { checkDnsLabel, checkDnsSubdomain, checkLabelValue, checkPortName, checkQualifiedName } from './check-name'

/** One reason for which the API server refuses an object: the field and the message of its `details.causes`. */
export interface ManifestRefusal {
  field: string
  message: string
}

const mostAnnotationBytes = 262_144
const protocols = ['SCTP', 'TCP', 'UDP']
const types = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort']
const notForExternalName = 'Forbidden: may not be set for ExternalName services'

/**
 * Why an API server would refuse a Service of type ExternalName, with its own fields and words (`ValidateService` and `ValidateObjectMeta` of
 * Kubernetes 1.36), in its order. What the server alone can know (quotas, webhooks, a name that is taken) is the dry run's.
 */
export function manifestRefusals(service: ServiceObject): ManifestRefusal[] {
  const { metadata, spec } = service
  const type = spec.type ?? 'ClusterIP'
  if (type !== 'ExternalName') return [notAnAlias(type)]
  return [
    ...metadataRefusals(metadata.name, metadata.labels ?? {}, metadata.annotations ?? {}),
    ...when((spec.clusterIPs ?? spec.clusterIP ?? '') !== '', 'spec.clusterIPs', notForExternalName),
    ...when(spec.ipFamilies !== undefined, 'spec.ipFamilies', notForExternalName),
    ...when(spec.ipFamilyPolicy !== undefined, 'spec.ipFamilyPolicy', notForExternalName),
    ...targetRefusals(spec.externalName ?? ''),
    ...portsRefusals(spec.ports ?? []),
    ...labelRefusals('spec.selector', spec.selector ?? {}),
    ...when(
      !['ClientIP', 'None'].includes(spec.sessionAffinity ?? 'None'),
      'spec.sessionAffinity',
      unsupported(spec.sessionAffinity ?? '', ['ClientIP', 'None']),
    ),
  ]
}

function notAnAlias(type: string): ManifestRefusal {
  const message = types.includes(type)
    ? 'must be ExternalName: other Services are not made here'
    : unsupported(type, types)
  return { field: 'spec.type', message }
}

function metadataRefusals(
  name: string,
  labels: Readonly<Record<string, string>>,
  annotations: Readonly<Record<string, string>>,
): ManifestRefusal[] {
  const bytes = Object.entries(annotations).reduce((sum, [key, value]) => sum + byteLength(key) + byteLength(value), 0)
  return [
    ...(name === ''
      ? [{ field: 'metadata.name', message: 'Required value: name or generateName is required' }]
      : invalid('metadata.name', name, checkDnsLabel(name))),
    ...Object.keys(annotations).flatMap((key) =>
      invalid('metadata.annotations', key, checkQualifiedName(key.toLowerCase())),
    ),
    ...when(
      bytes > mostAnnotationBytes,
      'metadata.annotations',
      `Too long: may not be more than ${mostAnnotationBytes} bytes`,
    ),
    ...labelRefusals('metadata.labels', labels),
  ]
}

function labelRefusals(field: string, labels: Readonly<Record<string, string>>): ManifestRefusal[] {
  return Object.entries(labels).flatMap(([key, value]) => [
    ...invalid(field, key, checkQualifiedName(key)),
    ...invalid(field, value, checkLabelValue(value)),
  ])
}

// One trailing dot is stored, but not checked.
function targetRefusals(externalName: string): ManifestRefusal[] {
  const name = externalName.replace(/\.$/, '')
  if (name === '') return [{ field: 'spec.externalName', message: 'Required value' }]
  return invalid('spec.externalName', name, checkDnsSubdomain(name))
}

function portsRefusals(ports: readonly ServicePortObject[]): ManifestRefusal[] {
  const names = new Set<string>()
  const numbers = new Set<string>()
  return ports.flatMap((port, index) => {
    const field = `spec.ports[${index}]`
    const { name = '', protocol = 'TCP' } = port
    const refusals = [
      ...when(ports.length > 1 && name === '', `${field}.name`, 'Required value'),
      ...(name === '' ? [] : invalid(`${field}.name`, name, checkDnsLabel(name))),
      ...when(name !== '' && names.has(name), `${field}.name`, `Duplicate value: ${JSON.stringify(name)}`),
      ...portRefusals(port, field),
      ...when(numbers.has(`${protocol}/${port.port}`), field, `Duplicate value: ${duplicateOf(protocol, port.port)}`),
    ]
    names.add(name)
    numbers.add(`${protocol}/${port.port}`)
    return refusals
  })
}

function portRefusals(port: ServicePortObject, field: string): ManifestRefusal[] {
  const { protocol = 'TCP', targetPort, appProtocol } = port
  return [
    ...numberRefusals(`${field}.port`, port.port ?? 0),
    ...when(!protocols.includes(protocol), `${field}.protocol`, unsupported(protocol, protocols)),
    ...targetPortRefusals(`${field}.targetPort`, targetPort || (port.port ?? 0)),
    ...(appProtocol === undefined ? [] : invalid(`${field}.appProtocol`, appProtocol, checkQualifiedName(appProtocol))),
  ]
}

// Where none is given, the port itself is meant.
function targetPortRefusals(field: string, target: number | string): ManifestRefusal[] {
  return typeof target === 'number' ? numberRefusals(field, target) : invalid(field, target, checkPortName(target))
}

function numberRefusals(field: string, port: number): ManifestRefusal[] {
  return port >= 1 && port <= 65_535 ? [] : invalid(field, port, ['must be between 1 and 65535, inclusive'])
}

// The API server shows the port as it keeps it for itself, of which only these two are set.
function duplicateOf(protocol: string, port: number): string {
  return JSON.stringify({ Name: '', Protocol: protocol, AppProtocol: null, Port: port, TargetPort: 0, NodePort: 0 })
}

function invalid(field: string, value: string | number, whys: readonly string[]): ManifestRefusal[] {
  return whys.map((why) => ({ field, message: `Invalid value: ${JSON.stringify(value)}: ${why}` }))
}

function unsupported(value: string, supported: readonly string[]): string {
  return `Unsupported value: ${JSON.stringify(value)}: supported values: ${supported.map((each) => `"${each}"`).join(', ')}`
}

function when(isRefused: boolean, field: string, message: string): ManifestRefusal[] {
  return isRefused ? [{ field, message }] : []
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length
}
