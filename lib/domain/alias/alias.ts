import type { Owner } from './read-owner'

export const serviceTypes = ['ExternalName', 'ClusterIP', 'NodePort', 'LoadBalancer'] as const

export type ServiceType = (typeof serviceTypes)[number]

/** A port of a Service; `targetPort` is a number, a name, or null when the API server gave none. */
export interface ServicePort {
  name: string | null
  port: number
  protocol: string
  targetPort: number | string | null
  /** Absent where the Service has none. */
  appProtocol?: string
}

/** Writers of fields, trimmed from `managedFields` at the Kubernetes door. */
export interface FieldManager {
  manager: string
  operation: string
  at: string | null
  ownsExternalName: boolean
  ownsSpec: boolean
}

/**
 * A Service that Signpost watches, mapped from the Kubernetes object and trimmed. `target` is normalised `spec.externalName`, null for a
 * Service that was migrated away. Times are ISO 8601.
 */
export interface Alias {
  cluster: string
  namespace: string
  name: string
  uid: string
  resourceVersion: string
  type: ServiceType
  target: string | null
  /** `spec.externalName` exactly as stored, for diffs and manifests. */
  externalName: string | null
  clusterIP: string | null
  selector: Record<string, string> | null
  ports: readonly ServicePort[]
  labels: Record<string, string>
  annotations: Record<string, string>
  owner: Owner | null
  environment: string | null
  /** What its namespace says it is there for. */
  namespacePurpose: string | null
  createdAt: string
  changedAt: string
  changedBy: string | null
  fieldManagers: FieldManager[]
  terminating: boolean
}
