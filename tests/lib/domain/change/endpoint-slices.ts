import { ownSliceManager, type SliceFacts } from '@/lib/domain/change/endpoint-slice'
import type { ServiceObject } from '@/lib/domain/service/service-object'

/** Our slice for `shop/db`, left by an earlier change. */
export function slice(members: Partial<SliceFacts> = {}): SliceFacts {
  return {
    namespace: 'shop',
    name: 'db-signpost-ipv4',
    uid: 'slice-1',
    resourceVersion: '7',
    managedBy: ownSliceManager,
    serviceName: 'db',
    changeId: 'earlier',
    addressType: 'IPv4',
    addresses: ['203.0.113.9'],
    ready: ['203.0.113.9'],
    ports: [{ name: 'sql', port: 5432, protocol: 'TCP' }],
    object: { addressType: 'IPv4' },
    ...members,
  }
}

/** `shop/db`, an ExternalName of an address. */
export function literalService(spec: Partial<ServiceObject['spec']> = {}): ServiceObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'db', namespace: 'shop', uid: 'uid-1', resourceVersion: '1', labels: { app: 'shop' } },
    spec: { type: 'ExternalName', externalName: '203.0.113.9', sessionAffinity: 'None', ...spec },
  }
}
