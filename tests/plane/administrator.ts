/** A Service as tests read it back. */
export interface ReadService {
  readonly metadata: {
    readonly namespace: string
    readonly name: string
    readonly annotations?: Readonly<Record<string, string>>
  }
  readonly spec: { readonly externalName?: string }
}

/** What an administrator does to the cluster beside the console; each call throws with the API server's words when it is refused. */
export interface Administrator {
  /** Creates objects given as plain data, or brings those that exist to that state. */
  readonly apply: (...items: readonly object[]) => Promise<void>
  /** Applies the YAML or JSON text of one Service without storing it. */
  readonly tryService: (namespace: string, name: string, text: string) => Promise<void>
  readonly patchService: (namespace: string, name: string, patch: object) => Promise<void>
  /** Writes as a cloud provider does where a Service of type LoadBalancer is reached. */
  readonly publishService: (namespace: string, name: string, ingress: readonly object[]) => Promise<void>
  readonly deleteService: (namespace: string, name: string) => Promise<void>
  /** Begins to remove a namespace; does not wait for its end. */
  readonly deleteNamespace: (name: string) => Promise<void>
  readonly readService: (namespace: string, name: string) => Promise<ReadService>
  /** The Services of type ExternalName of all namespaces. */
  readonly listAliases: () => Promise<readonly ReadService[]>
}
