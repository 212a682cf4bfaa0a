/** One namespace of the company: who it belongs to, its aliases, and what really runs in it. */
export interface CompanyNamespace {
  readonly name: string
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
  readonly aliases: readonly CompanyAlias[]
  readonly workloads?: readonly CompanyWorkload[]
}

export interface CompanyAlias {
  readonly name: string
  readonly target: string
  /** Port numbers by name. */
  readonly ports?: Readonly<Record<string, number>>
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
}

/** A workload with a Service of its own name in front of it; its pods read the names of `uses` from their environment. */
export interface CompanyWorkload {
  readonly name: string
  readonly kind: 'Deployment' | 'StatefulSet'
  readonly replicas: number
  readonly port: number
  readonly uses?: Readonly<Record<string, string>>
}
