import type { Alias } from '@/lib/domain/alias/alias'
import type { LoadBalancerBehind } from '@/lib/domain/diagram/load-balancer-flow'
import { type LoadBalancerMatch, matchLoadBalancers } from '@/lib/domain/load-balancer/match-load-balancers'
import { chainNames } from '@/lib/domain/resolution/chain-names'
import type { Identity } from '@/lib/server/access/identity'
import type { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'

const mostShown = 3
// Each costs the viewer a question about rights.
const mostMatched = 20

/**
 * The load balancers of all clusters that an alias leads to by what DNS answered last: the three that fit best, of those that the viewer may get
 * in their own cluster, each with the endpoints behind it.
 */
export async function behindAlias(
  runtime: ConsoleRuntime,
  identity: Identity,
  alias: Alias,
): Promise<LoadBalancerBehind[]> {
  const seen = await visibleOf(runtime, identity, matchesOf(runtime, alias))
  return Promise.all(
    seen.slice(0, mostShown).map(async ({ loadBalancer, by, isCertain }) => {
      const { cluster, namespace, name } = loadBalancer
      const endpoints = await runtime.cluster(cluster)?.loadBalancers.endpoints(loadBalancer)
      return {
        cluster,
        namespace,
        name,
        by,
        isCertain,
        ready: endpoints?.ready ?? null,
        total: endpoints?.total ?? null,
      }
    }),
  )
}

function matchesOf(runtime: ConsoleRuntime, { cluster, target, ports }: Alias): LoadBalancerMatch[] {
  if (target === null) return []
  const answers = runtime.cluster(cluster)?.monitor.answers(target) ?? []
  const indexes = runtime.clusters().map(({ loadBalancers }) => loadBalancers)
  const way = {
    names: [...new Set([target, ...answers.flatMap(({ hops }) => chainNames(target, hops))])],
    addresses: [...new Set(answers.flatMap(({ addresses }) => addresses))],
    ports: ports.map(({ port }) => port),
  }
  return matchLoadBalancers(way, {
    byName: (name) => indexes.flatMap((index) => [...index.byName(name)]),
    byAddress: (address) => indexes.flatMap((index) => [...index.byAddress(address)]),
  })
}

async function visibleOf(runtime: ConsoleRuntime, identity: Identity, found: readonly LoadBalancerMatch[]) {
  const asked = found.slice(0, mostMatched).map(async (match) => {
    const { cluster, namespace } = match.loadBalancer
    const may = await runtime.access.mayIfKnown(identity, { cluster, verb: 'get', resource: 'services', namespace })
    return may === true ? [match] : []
  })
  return (await Promise.all(asked)).flat()
}
