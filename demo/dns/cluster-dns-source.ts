/** What the cluster's DNS knows of the cluster; asked anew at each question. */
export interface ClusterDnsSource {
  /** The Service as the API stores it. */
  readonly service: (namespace: string, name: string) => { readonly spec?: unknown } | null
  /** The endpoints of all EndpointSlices that carry the Service's name. */
  readonly endpoints: (namespace: string, name: string) => readonly ClusterEndpoint[]
  readonly hasNamespace: (name: string) => boolean
  /** The Service that has this cluster IP. */
  readonly serviceAt: (address: string) => { readonly namespace: string; readonly name: string } | null
}

export interface ClusterEndpoint {
  readonly address: string
  readonly hostname?: string
  readonly ready: boolean
  /** Of its slice; without them the Service's own ports count. */
  readonly ports?: readonly NamedPort[]
}

export interface NamedPort {
  readonly name: string
  readonly port: number
  readonly protocol: string
}
