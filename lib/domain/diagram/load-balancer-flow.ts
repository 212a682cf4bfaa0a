import type { ChainStep } from './chain-steps'
import type { FlowSource } from './flow-source'

/** A load balancer that an alias leads to, published at the name or address `by`; endpoints behind it, null where not known. */
export interface LoadBalancerBehind {
  cluster: string
  namespace: string
  name: string
  by: string
  isCertain: boolean
  ready: number | null
  total: number | null
}

/** The last node of a way, and the names that it followed. */
export interface FlowEnd {
  node: string
  steps: readonly ChainStep[]
}

/** Draws on from where the chain ends: into the cluster of the load balancer, the Service that publishes it and the Pods behind that. */
export function drawBehind(source: FlowSource, ends: readonly FlowEnd[], behind: readonly LoadBalancerBehind[]): void {
  for (const each of behind) {
    const from = ends.filter(({ steps }) => comesBy(steps, each.by))
    if (from.length === 0) continue
    const cluster = source.destination(`cluster ${each.cluster}`, () => {
      const service = source.node([each.name, `LoadBalancer in ${each.namespace}`], 'host')
      const pods = source.node(podsOf(each), each.ready === 0 ? 'bad' : each.ready === null ? 'out' : 'terminal')
      source.edge(service, pods, each.ready === 0 ? 'broken' : each.ready === null ? 'silent' : 'leads')
    })
    for (const { node } of from) source.edge(node, cluster, each.isCertain ? 'leads' : 'silent')
  }
}

/** `application → alias → load balancer → Pods` in words; one sentence for each. */
export function behindSentences(behind: readonly LoadBalancerBehind[]): string[] {
  return behind.map((each) => {
    const where = `Service ${each.name} in ${each.namespace} of cluster ${each.cluster}`
    const [pods, more] = podsOf(each)
    const surely = each.isCertain ? 'It ends at' : 'It may end at'
    return `${surely} the load balancer of ${where}, which is published at ${each.by}: ${pods}, ${more}.`
  })
}

function comesBy(steps: readonly ChainStep[], by: string): boolean {
  return steps.some(({ name, kind, data }) => name === by || (kind === 'address' && data.includes(by)))
}

function podsOf({ ready, total }: LoadBalancerBehind): [string, string] {
  if (ready === null || total === null) return ['Pods', 'not known whether any is ready']
  if (total === 0) return ['no Pod', 'nothing answers']
  return [
    `${ready} of ${total} ${total === 1 ? 'Pod' : 'Pods'} ready`,
    ready === 0 ? 'nothing answers' : 'behind that Service',
  ]
}
