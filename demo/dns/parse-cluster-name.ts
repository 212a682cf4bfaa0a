/** What a name in the cluster's zone asks for. Empty texts ask for nothing in particular. */
export type ClusterName =
  | { readonly kind: 'bad' }
  /** The zone itself, `svc`, `pod`, or a namespace alone: there may be names below, never records. */
  | { readonly kind: 'node'; readonly namespace: string | null }
  | { readonly kind: 'pod'; readonly namespace: string; readonly pod: string }
  | {
      readonly kind: 'service'
      readonly namespace: string
      readonly service: string
      readonly endpoint: string
      readonly port: string
      readonly protocol: string
    }

/** Takes a name apart that lies within the zone; both in lower case. */
export function parseClusterName(name: string, zone: string): ClusterName {
  const labels = name === zone ? [] : name.slice(0, -zone.length - 1).split('.')
  const kind = labels.pop()
  if (kind === undefined) return { kind: 'node', namespace: null }
  if (kind !== 'svc' && kind !== 'pod') return { kind: 'bad' }
  const namespace = labels.pop()
  if (namespace === undefined) return { kind: 'node', namespace: null }
  const thing = labels.pop()
  if (thing === undefined) return { kind: 'node', namespace }
  if (labels.length > 2) return { kind: 'bad' }
  if (kind === 'pod') return { kind: 'pod', namespace, pod: thing }
  const [first = '', second] = labels
  const service = { kind: 'service', namespace, service: thing } as const
  return second === undefined
    ? { ...service, endpoint: first, port: '', protocol: '' }
    : { ...service, endpoint: '', port: first.replace(/^_/, ''), protocol: second.replace(/^_/, '') }
}
