import type { ServiceObject } from '@/lib/domain/service/service-object'
import { type AddressType, canonicalAddress } from './canonical-address'
import type { ChangeWrite, ObjectRef } from './change-write'
import type { Endpoint } from './endpoint'
import {
  isOwnSlice,
  ownSliceManager,
  ownSliceName,
  type SliceFacts,
  sliceChangeAnnotation,
  sliceLabels,
} from './endpoint-slice'

export interface SliceWritesInput {
  service: ServiceObject
  /** The slices of the Service, and those that stand under our names. */
  slices: readonly SliceFacts[]
  to: Endpoint
  changeId: string
}

const families: readonly AddressType[] = ['IPv4', 'IPv6']

/**
 * What has to be written for the slices of a headless Service to hold its addresses, one slice for each family. One of ours that is left from
 * an earlier attempt is taken over, one that this change has written already is not written again, and one of no use is deleted.
 */
export function putSliceWrites({ service, slices, to, changeId }: SliceWritesInput): ChangeWrite[] {
  const { name } = service.metadata
  const wanted = families.flatMap((addressType) => {
    const addresses = (to.addresses ?? []).filter((address) => canonicalAddress(address)?.type === addressType)
    return addresses.length === 0 ? [] : [{ addressType, addresses, name: ownSliceName(name, addressType) }]
  })
  const spare = ownSlices(service, slices).filter((slice) => !wanted.some((each) => each.name === slice.name))
  const puts = wanted.flatMap(({ addressType, addresses, name: sliceName }) => {
    const known = slices.find((slice) => slice.name === sliceName && isOwnSlice(slice, name))
    if (known?.changeId === changeId) return []
    const content = contentOf(service, to, addresses, changeId)
    const ref = refOf(service, sliceName)
    if (known === undefined) return [creation(ref, { addressType, ...content })]
    const metadata = { resourceVersion: known.resourceVersion, ...content.metadata }
    return [{ verb: 'patch' as const, ref, body: { ...content, metadata }, before: known.object }]
  })
  return [...spare.map((slice) => sliceDeletion(service, slice)), ...puts]
}

/** The deletion of every slice of ours for the Service, each exactly the one that was read. */
export function dropSliceWrites({ service, slices }: Pick<SliceWritesInput, 'service' | 'slices'>): ChangeWrite[] {
  return ownSlices(service, slices).map((slice) => sliceDeletion(service, slice))
}

function ownSlices({ metadata }: ServiceObject, slices: readonly SliceFacts[]): SliceFacts[] {
  return slices.filter((slice) => isOwnSlice(slice, metadata.name))
}

function creation(ref: ObjectRef, { metadata, ...content }: { metadata: object; [key: string]: unknown }): ChangeWrite {
  const { apiVersion, kind, namespace, name } = ref
  return {
    verb: 'create',
    ref,
    body: { apiVersion, kind, metadata: { namespace, name, ...metadata }, ...content },
    before: null,
  }
}

/** The deletion of one slice of a Service, exactly the one that was read. */
export function sliceDeletion(service: ServiceObject, { name, uid, object }: SliceFacts): ChangeWrite {
  return { verb: 'delete', ref: refOf(service, name), body: { preconditions: { uid } }, before: object }
}

function refOf({ metadata }: ServiceObject, name: string): ObjectRef {
  return { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', namespace: metadata.namespace ?? '', name }
}

function contentOf(service: ServiceObject, to: Endpoint, addresses: readonly string[], changeId: string) {
  const { name, uid } = service.metadata
  return {
    metadata: {
      labels: { [sliceLabels.serviceName]: name, [sliceLabels.managedBy]: ownSliceManager },
      annotations: { [sliceChangeAnnotation]: changeId },
      ownerReferences: [{ apiVersion: 'v1', kind: 'Service', name, uid }],
    },
    endpoints: addresses.map((address) => ({ addresses: [address], conditions: { ready: true } })),
    // The name has to be the Service's: nothing else ties one port to the other.
    ports: (to.shape?.ports ?? []).map(({ name: portName = '', port, protocol = 'TCP', targetPort }) => ({
      name: portName,
      port: typeof targetPort === 'number' ? targetPort : port,
      protocol,
    })),
  }
}
