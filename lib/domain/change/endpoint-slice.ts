/** An EndpointSlice of `discovery.k8s.io/v1` as far as a change looks at it. */
export interface SliceFacts {
  namespace: string
  name: string
  uid: string
  resourceVersion: string
  /** `endpointslice.kubernetes.io/managed-by`: who keeps it. */
  managedBy: string | null
  /** `kubernetes.io/service-name`: the Service whose traffic it takes. */
  serviceName: string | null
  /** The change that wrote it, for one of ours. */
  changeId: string | null
  addressType: string
  addresses: string[]
  /** Those of the addresses that take traffic. */
  ready: string[]
  ports: SlicePort[]
  /** Whole, as it was read. */
  object: object
}

export interface SlicePort {
  name: string
  port: number | null
  protocol: string
}

export const sliceLabels = {
  managedBy: 'endpointslice.kubernetes.io/managed-by',
  serviceName: 'kubernetes.io/service-name',
} as const

/** Who a slice of Signpost says that it is kept by; the controllers of Kubernetes leave it alone. */
export const ownSliceManager = 'signpost'

/** Who keeps the slices of a Service with a selector. */
export const controllerSliceManager = 'endpointslice-controller.k8s.io'

/** On a slice of ours: the id of the change that wrote it. */
export const sliceChangeAnnotation = 'signpost/change'

/** Whether Signpost made the slice for this Service. */
export function isOwnSlice({ managedBy, serviceName }: SliceFacts, service: string): boolean {
  return managedBy === ownSliceManager && serviceName === service
}

/** The name of our slice for one family of addresses: one each, so that an attempt finds what another one left. */
export function ownSliceName(service: string, addressType: 'IPv4' | 'IPv6'): string {
  return `${service}-signpost-${addressType.toLowerCase()}`
}
