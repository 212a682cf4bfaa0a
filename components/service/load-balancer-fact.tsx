import { visibleText } from '@/components/ui/visible-text'
import type { ServiceDetail } from '@/lib/contract/services'

type LoadBalancer = ServiceDetail['loadBalancers'][number]

/** The load balancers, of this and other clusters, that the target ends at. */
export function LoadBalancerFact({ cluster, items }: { cluster: string; items: readonly LoadBalancer[] }) {
  return (
    <ul>
      {items.map((item) => (
        <li key={`${item.cluster}/${item.namespace}/${item.name}`}>
          <span className="mono">
            {visibleText(item.namespace)}/{visibleText(item.name)}
          </span>{' '}
          of {item.cluster === cluster ? 'this cluster' : `cluster ${item.cluster}`}, {endpointWords(item)}
          <span className="block text-12 text-fg-3">
            {item.isCertain
              ? `Published at ${visibleText(item.by)}.`
              : `Perhaps: published at ${visibleText(item.by)}, an address of an inner network that another network may have as well.`}
          </span>
        </li>
      ))}
    </ul>
  )
}

function endpointWords({ ready, total }: LoadBalancer): string {
  if (ready === null || total === null) return 'endpoints not known'
  if (total === 0) return 'no endpoint'
  return `${ready} of ${total} ${total === 1 ? 'endpoint' : 'endpoints'} ready`
}
