/** What a field of a manifest takes. `any` is left to the API server. */
export type Shape =
  | 'string'
  | 'integer'
  | 'boolean'
  | 'integer or string'
  | 'any'
  | { map: Shape }
  | { list: Shape }
  | { fields: Readonly<Record<string, Shape>> }

const strings: Shape = { map: 'string' }

const metadata: Shape = {
  fields: {
    name: 'string',
    generateName: 'string',
    namespace: 'string',
    labels: strings,
    annotations: strings,
    finalizers: { list: 'string' },
    ownerReferences: { list: 'any' },
    uid: 'string',
    resourceVersion: 'string',
    creationTimestamp: 'any',
    deletionTimestamp: 'any',
    deletionGracePeriodSeconds: 'integer',
    generation: 'integer',
    managedFields: { list: 'any' },
    selfLink: 'string',
  },
}

const port: Shape = {
  fields: {
    name: 'string',
    port: 'integer',
    protocol: 'string',
    targetPort: 'integer or string',
    nodePort: 'integer',
    appProtocol: 'string',
  },
}

/** A v1 Service, field by field (`/openapi/v3/api/v1` of Kubernetes 1.36). */
export const serviceShape: Shape = {
  fields: {
    apiVersion: 'string',
    kind: 'string',
    metadata,
    spec: {
      fields: {
        type: 'string',
        externalName: 'string',
        ports: { list: port },
        selector: strings,
        clusterIP: 'string',
        clusterIPs: { list: 'string' },
        externalIPs: { list: 'string' },
        ipFamilies: { list: 'string' },
        ipFamilyPolicy: 'string',
        sessionAffinity: 'string',
        sessionAffinityConfig: 'any',
        externalTrafficPolicy: 'string',
        internalTrafficPolicy: 'string',
        trafficDistribution: 'string',
        publishNotReadyAddresses: 'boolean',
        healthCheckNodePort: 'integer',
        allocateLoadBalancerNodePorts: 'boolean',
        loadBalancerClass: 'string',
        loadBalancerIP: 'string',
        loadBalancerSourceRanges: { list: 'string' },
      },
    },
    status: 'any',
  },
}
