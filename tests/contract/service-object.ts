/** A Service as one writes it into a request. */
export const serviceObject = (name: string, spec: object, metadata: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, ...metadata },
  spec,
})

/** The spec of an alias. */
export const aliasSpec = (externalName: unknown, more: object = {}) => ({ type: 'ExternalName', externalName, ...more })

/** What the server gives back of such a spec: its defaults filled in. */
export const storedAliasSpec = (externalName: string, more: object = {}) => ({
  type: 'ExternalName',
  sessionAffinity: 'None',
  externalName,
  ...more,
})

/** A ClusterIP Service's spec as the server gives it back, but for its address. */
export const storedClusterIpSpec = (clusterIP: unknown, more: object = {}) => ({
  type: 'ClusterIP',
  clusterIP,
  clusterIPs: [clusterIP],
  sessionAffinity: 'None',
  ipFamilies: ['IPv4'],
  ipFamilyPolicy: 'SingleStack',
  internalTrafficPolicy: 'Cluster',
  ...more,
})

/** A port as the server gives back `{ port }`. */
export const storedPort = (port: number, more: object = {}) => ({ protocol: 'TCP', port, targetPort: port, ...more })
