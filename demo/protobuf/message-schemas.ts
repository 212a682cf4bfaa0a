/** What a field of a message holds; `omit` for what only a server sets. */
export type FieldType =
  | 'text'
  | 'number'
  | 'boolean'
  | 'bytes'
  | 'omit'
  | 'int-or-string'
  | { readonly message: MessageSchema }
  | { readonly mapOf: 'text' | 'bytes' }
  | { readonly listOf: 'text' | { readonly message: MessageSchema } }

export type MessageSchema = Readonly<Record<number, readonly [name: string, type: FieldType]>>

const texts = { listOf: 'text' } as const
const textMap = { mapOf: 'text' } as const

const ownerReference: MessageSchema = {
  1: ['kind', 'text'],
  3: ['name', 'text'],
  4: ['uid', 'text'],
  5: ['apiVersion', 'text'],
  6: ['controller', 'boolean'],
  7: ['blockOwnerDeletion', 'boolean'],
}

const metadata: MessageSchema = {
  1: ['name', 'text'],
  2: ['generateName', 'text'],
  3: ['namespace', 'text'],
  5: ['uid', 'text'],
  6: ['resourceVersion', 'text'],
  8: ['creationTimestamp', 'omit'],
  11: ['labels', textMap],
  12: ['annotations', textMap],
  13: ['ownerReferences', { listOf: { message: ownerReference } }],
  14: ['finalizers', texts],
}

const servicePort: MessageSchema = {
  1: ['name', 'text'],
  2: ['protocol', 'text'],
  3: ['port', 'number'],
  4: ['targetPort', 'int-or-string'],
  5: ['nodePort', 'number'],
  6: ['appProtocol', 'text'],
}

const serviceSpec: MessageSchema = {
  1: ['ports', { listOf: { message: servicePort } }],
  2: ['selector', textMap],
  3: ['clusterIP', 'text'],
  4: ['type', 'text'],
  5: ['externalIPs', texts],
  7: ['sessionAffinity', 'text'],
  8: ['loadBalancerIP', 'text'],
  9: ['loadBalancerSourceRanges', texts],
  10: ['externalName', 'text'],
  11: ['externalTrafficPolicy', 'text'],
  12: ['healthCheckNodePort', 'number'],
  13: ['publishNotReadyAddresses', 'boolean'],
  17: ['ipFamilyPolicy', 'text'],
  18: ['clusterIPs', texts],
  19: ['ipFamilies', texts],
  20: ['allocateLoadBalancerNodePorts', 'boolean'],
  21: ['loadBalancerClass', 'text'],
  22: ['internalTrafficPolicy', 'text'],
  23: ['trafficDistribution', 'text'],
}

const resourceAttributes: MessageSchema = {
  1: ['namespace', 'text'],
  2: ['verb', 'text'],
  3: ['group', 'text'],
  4: ['version', 'text'],
  5: ['resource', 'text'],
  6: ['subresource', 'text'],
  7: ['name', 'text'],
}

const accessReviewSpec: MessageSchema = {
  1: ['resourceAttributes', { message: resourceAttributes }],
  2: ['nonResourceAttributes', { message: { 1: ['path', 'text'], 2: ['verb', 'text'] } }],
}

const withSpec = (spec: MessageSchema): MessageSchema => ({
  1: ['metadata', { message: metadata }],
  2: ['spec', { message: spec }],
  3: ['status', 'omit'],
})

/** The kinds that kubectl sends as protobuf (`kubectl create …`, `kubectl auth …`), with the field numbers of their generated.proto. */
export const messageSchemas: ReadonlyMap<string, MessageSchema> = new Map([
  ['v1 Namespace', withSpec({ 1: ['finalizers', texts] })],
  ['v1 Service', withSpec(serviceSpec)],
  [
    'v1 ConfigMap',
    {
      1: ['metadata', { message: metadata }],
      2: ['data', textMap],
      3: ['binaryData', { mapOf: 'bytes' }],
      4: ['immutable', 'boolean'],
    },
  ],
  ['authorization.k8s.io/v1 SelfSubjectAccessReview', withSpec(accessReviewSpec)],
  ['authorization.k8s.io/v1 SelfSubjectRulesReview', withSpec({ 1: ['namespace', 'text'] })],
  ['authentication.k8s.io/v1 SelfSubjectReview', { 1: ['metadata', { message: metadata }], 2: ['status', 'omit'] }],
])
