import type { Clock } from '@/lib/domain/clock'
import type { LoadBalancer } from '@/lib/domain/load-balancer/load-balancer'
import { publishedAt } from '@/lib/domain/load-balancer/published-at'
import { isRecord, listAt, recordAt, stringAt, stringMap } from './json-value'
import type { KubeClient } from './kube-client'
import type { KubeObject } from './kube-object'
import { ListWatch, type ListWatchStatus } from './list-watch'

export interface WatchLoadBalancersOptions {
  client: KubeClient
  clusterId: string
  clock: Clock
  /** A number in [0, 1), for jitter. */
  random: () => number
  /** What changed since the last call; the first calls carry everything there is. Must not throw. */
  onLoadBalancers(delta: { upserts: ({ uid: string } & LoadBalancer)[]; removes: { uid: string }[] }): void
  onStatus(status: ListWatchStatus): void
}

/** Watches the Services of type LoadBalancer of a cluster. Goes on until `stop`, whatever the server does. */
export function watchLoadBalancers(options: WatchLoadBalancersOptions): ListWatch {
  const { client, clusterId, clock, random, onLoadBalancers, onStatus } = options
  return new ListWatch({
    ...{ client, clock, random, onStatus },
    selection: {
      resource: 'services',
      path: '/api/v1/services',
      fieldSelector: 'spec.type=LoadBalancer',
      matches: (object) => recordAt(object, 'spec').type === 'LoadBalancer',
    },
    onDelta: ({ upserts, removes }) =>
      onLoadBalancers({ removes, upserts: upserts.map((object) => mapLoadBalancer(object, clusterId)) }),
  })
}

function mapLoadBalancer(object: KubeObject, cluster: string): { uid: string } & LoadBalancer {
  const { metadata } = object
  const ports = listAt(recordAt(object, 'spec'), 'ports').filter(isRecord)
  const ingress = listAt(recordAt(recordAt(object, 'status'), 'loadBalancer'), 'ingress').filter(isRecord)
  return {
    ...{ uid: metadata.uid ?? '', cluster, namespace: stringAt(metadata, 'namespace') ?? '', name: metadata.name },
    ports: ports.flatMap(({ port }) => (typeof port === 'number' ? port : [])),
    ...publishedAt({
      annotations: stringMap(metadata.annotations),
      ingress: ingress.map((each) => ({ ip: stringAt(each, 'ip'), hostname: stringAt(each, 'hostname') })),
    }),
  }
}
