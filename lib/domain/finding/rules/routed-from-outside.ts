import { isOutsideRoute } from '@/lib/domain/consumer/route-kinds'
import type { ConsumerRule } from '../consumer-rule'

const shown = 5

/** CVE-2021-25740 and its like: whoever may write an Ingress reaches what the controller reaches. */
export const routedFromOutside: ConsumerRule = {
  code: 'ROUTED_FROM_OUTSIDE',
  severity: 'warning',
  cause:
    'A route from outside the cluster ends at this alias. Traefik and Contour refuse that by default and the Gateway API advises against it; a controller that does it proxies to wherever the alias leads, and ingress-nginx stays with the old target after a change of type.',
  fix: 'Route to a Service with endpoints. If it has to stay, allow it in the controller for this one alone, and reload the controller after a move.',
  policy: { impossible: 'It depends on who names the Service.' },
  judge: ({ consumers }) => {
    const found = consumers.filter(
      ({ kind, relation, certainty }) => isOutsideRoute(kind) && relation === 'names' && certainty !== 'possible',
    )
    if (found.length === 0) return null
    const more = found.length > shown ? ` and ${found.length - shown} more` : ''
    const names = found.slice(0, shown).map(({ kind, namespace, name }) => `${kind} ${namespace}/${name}`)
    return { evidence: `${names.join(', ')}${more} ${found.length === 1 ? 'names' : 'name'} it.` }
  },
}
