export interface ManagedFieldsEntry {
  manager?: string
  operation?: string
  time?: string
  subresource?: string
  fieldsV1?: unknown
}

export interface ObjectMeta {
  name: string
  namespace?: string
  uid?: string
  resourceVersion?: string
  creationTimestamp?: string
  deletionTimestamp?: string
  labels?: Record<string, string>
  annotations?: Record<string, string>
  managedFields?: ManagedFieldsEntry[]
  [key: string]: unknown
}

export interface ServicePortObject {
  name?: string
  port: number
  protocol?: string
  targetPort?: number | string
  nodePort?: number
  appProtocol?: string
}

export interface ServiceSpec {
  type?: string
  externalName?: string
  clusterIP?: string
  selector?: Record<string, string>
  ports?: ServicePortObject[]
  sessionAffinity?: string
  [key: string]: unknown
}

/** A v1 Service as the API server sends it, whole: what plans, manifests and descriptions are made from. */
export interface ServiceObject {
  apiVersion: 'v1'
  kind: 'Service'
  metadata: ObjectMeta
  spec: ServiceSpec
  status?: unknown
}
