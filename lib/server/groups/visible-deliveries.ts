import type { Delivery, GeneralRules } from '@/lib/domain/change/delivery'
import type { AccessQuestion } from '@/lib/kubernetes/access-reviews'
import { argoIgnoresPlaces } from '@/lib/kubernetes/argo-ignores'
import { deliveryRight } from '@/lib/kubernetes/deliveries'

/** Whether the viewer may do it; null where the check itself failed. */
type MayViewer = (question: AccessQuestion) => Promise<boolean | null>

/**
 * What the console read of deliveries, as far as the viewer may read it too: anybody who may annotate a Service may name any delivery on it. The
 * rest is `forbidden`, as in the viewer's own plan; so is what could not be checked.
 */
export function visibleDeliveries(may: MayViewer, deliveries: readonly Delivery[]): Promise<Delivery[]> {
  return Promise.all(deliveries.map((delivery) => visibleDelivery(may, delivery)))
}

async function visibleDelivery(may: MayViewer, delivery: Delivery): Promise<Delivery> {
  const { ref } = delivery
  if (delivery.state === 'forbidden' || delivery.state === 'unavailable') return delivery
  if ((await may(deliveryRight(delivery))) !== true) return { ref, state: 'forbidden' }
  if (delivery.state !== 'read') return delivery
  const { facts } = delivery
  if (facts.general === null || ref.namespace === null) return delivery
  return { ...delivery, facts: { ...facts, general: await visibleRules(may, facts.general, ref.namespace) } }
}

async function visibleRules(may: MayViewer, general: GeneralRules, namespace: string): Promise<GeneralRules> {
  for (const { source, ...place } of argoIgnoresPlaces(namespace)) {
    const isAllowed = await may({ verb: 'get', resource: 'configmaps', ...place })
    if (isAllowed !== true) return { source, state: 'forbidden', ignores: [] }
    if (source === general.source) return general
  }
  return general
}
