/** One namespace of the company: who it belongs to, its aliases, and what really runs in it. */
export interface CompanyNamespace {
  readonly name: string
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
  readonly freeze?: CompanyFreeze
  readonly aliases: readonly CompanyAlias[]
  readonly workloads?: readonly CompanyWorkload[]
  readonly policies?: readonly CompanyPolicy[]
  readonly routes?: readonly CompanyRoute[]
  readonly balancers?: readonly CompanyBalancer[]
}

export interface CompanyAlias {
  readonly name: string
  readonly target: string
  /** Port numbers by name. */
  readonly ports?: Readonly<Record<string, number>>
  /** Other ports that these are to be mapped to, by name. */
  readonly targetPorts?: Readonly<Record<string, number>>
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
  readonly freeze?: CompanyFreeze
  /** What was attested at the demo's first start, that its target takes no more writes. */
  readonly fenced?: string
  /** Findings that somebody accepted until so many days after the demo's first start; before it where negative. */
  readonly accepted?: readonly CompanyAcceptance[]
  /** The name of an EndpointSlice that stayed when it became an alias. */
  readonly leftSlice?: string
  /** The Argo CD Application that delivers it. */
  readonly application?: string
}

/** Nobody is to change it until so many days after the demo's first start. */
export interface CompanyFreeze {
  readonly days: number
  readonly reason: string
}

export interface CompanyAcceptance {
  readonly code: string
  readonly days: number
  readonly reason: string
}

/** An Ingress that leads to a Service. */
export interface CompanyRoute {
  readonly name: string
  readonly host: string
  readonly service: string
  readonly port: number
}

/** A workload with a Service of its own name in front of it; its pods read the names of `uses` from their environment. */
export interface CompanyWorkload {
  readonly name: string
  readonly kind: 'Deployment' | 'StatefulSet'
  readonly replicas: number
  readonly port: number
  readonly uses?: Readonly<Record<string, string>>
}

/** A Service of type LoadBalancer in front of a workload, published under a name. */
export interface CompanyBalancer {
  readonly name: string
  readonly workload: string
  readonly port: number
  readonly targetPort: number
  readonly host: string
}

/** Where the pods of a namespace may go besides asking the cluster's DNS: anywhere but to the ranges of `except`. */
export interface CompanyPolicy {
  readonly name: string
  readonly except?: readonly string[]
  /** Every port unless told. */
  readonly ports?: readonly number[]
}
