import {
  type Alias,
  type FieldManager,
  type ServicePort,
  type ServiceType,
  serviceTypes,
} from '@/lib/domain/alias/alias'
import { normaliseHost } from '@/lib/domain/alias/normalise-host'
import { readFieldManagers } from '@/lib/domain/alias/read-field-managers'
import { readNamespacePurpose } from '@/lib/domain/alias/read-namespace-purpose'
import { readOwner } from '@/lib/domain/alias/read-owner'
import { readEnvironment } from '@/lib/domain/environment/read-environment'
import type { ServiceObject, ServicePortObject } from '@/lib/domain/service/service-object'
import { SharedValues } from '@/lib/domain/shared-values'
import { stringAt, stringMap } from './json-value'
import { readManagedFields } from './kube-object'

const lastAppliedKey = 'kubectl.kubernetes.io/last-applied-configuration'

export interface ServiceSurroundings {
  cluster: string
  namespaceLabels: Readonly<Record<string, string>>
  namespaceAnnotations: Readonly<Record<string, string>>
}

/**
 * The alias of a Service: only what the console shows and indexes. `managedFields` become `fieldManagers` and the last write, and kubectl's
 * copy of the manifest is dropped.
 */
export function mapService({ metadata, spec }: ServiceObject, surroundings: ServiceSurroundings): Alias {
  const labels = stringMap(metadata.labels)
  const { [lastAppliedKey]: _, ...annotations } = stringMap(metadata.annotations)
  const namespace = stringAt(metadata, 'namespace') ?? ''
  const { cluster, namespaceLabels, namespaceAnnotations } = surroundings
  const externalName = stringAt(spec, 'externalName') ?? null
  const type = readType(spec.type)
  const fieldManagers = readFieldManagers(readManagedFields(metadata))
  const createdAt = stringAt(metadata, 'creationTimestamp') ?? ''
  const lastWrite = newestSpecWrite(fieldManagers)
  return {
    cluster,
    namespace,
    name: metadata.name,
    uid: stringAt(metadata, 'uid') ?? '',
    resourceVersion: stringAt(metadata, 'resourceVersion') ?? '',
    type,
    // A migrated Service can still carry its old externalName: it leads there no longer.
    target: type === 'ExternalName' && externalName !== null ? normaliseHost(externalName) : null,
    externalName,
    clusterIP: stringAt(spec, 'clusterIP') ?? null,
    selector: spec.selector === undefined ? null : stringMap(spec.selector),
    ports: readPorts(spec.ports),
    labels,
    annotations,
    owner: readOwner({ labels, annotations, namespaceAnnotations }),
    environment: readEnvironment({ labels, namespaceLabels, namespace }),
    namespacePurpose: readNamespacePurpose(namespaceLabels),
    createdAt,
    changedAt: lastWrite?.at ?? createdAt,
    changedBy: lastWrite?.manager ?? null,
    fieldManagers,
    terminating: stringAt(metadata, 'deletionTimestamp') !== undefined,
  }
}

function readType(type: unknown): ServiceType {
  return serviceTypes.find((known) => known === type) ?? 'ClusterIP'
}

// Few lists of ports are all that most clusters have, and short ones.
const mostPortLists = 4096
const longestPortList = 8
const portLists = new SharedValues<readonly ServicePort[]>(mostPortLists)
const noPorts: readonly ServicePort[] = []

function readPorts(objects: readonly ServicePortObject[] = []): readonly ServicePort[] {
  if (objects.length === 0) return noPorts
  const ports = objects.map(readPort)
  if (ports.length > longestPortList) return ports
  return portLists.share(JSON.stringify(ports), ports)
}

function readPort({ name, port, protocol, targetPort, appProtocol }: ServicePortObject): ServicePort {
  const known = { name: name ?? null, port, protocol: protocol ?? 'TCP', targetPort: targetPort ?? null }
  return appProtocol === undefined ? known : { ...known, appProtocol }
}

function newestSpecWrite(managers: readonly FieldManager[]): { manager: string; at: string } | null {
  let newest: { manager: string; at: string } | null = null
  for (const { manager, at, ownsSpec } of managers) {
    if (ownsSpec && at !== null && (newest === null || at >= newest.at)) newest = { manager, at }
  }
  return newest
}
