import { AppError } from '@/lib/domain/app-error'
import type { Delivery } from '@/lib/domain/change/delivery'
import { ownedService } from '@/lib/domain/change/field-owner'
import { deliveryRefs } from '@/lib/domain/change/owner-signals'
import type { ServiceObject } from '@/lib/domain/service/service-object'
import { readDelivery } from '@/lib/kubernetes/deliveries'
import { readService } from '@/lib/kubernetes/services'
import type { ChangeContext } from './change-context'
import { type LiveColours, readColours } from './read-colours'

/** What is in the cluster right now, read with the viewer's identity. */
export interface LiveState {
  service: ServiceObject
  /** The colours beside the active alias, for a switch. */
  colours: LiveColours | null
  /** What delivers the Service from a repository, as far as the viewer may read it. */
  deliveries: Delivery[]
}

/** A fresh read of the Service and, for a switch, of its colours; null when the Service is not there or the viewer may not see it. */
export async function readLive(context: ChangeContext): Promise<LiveState | null> {
  const { request, ref, client } = context
  const service = await readService(client, ref.namespace, ref.name).catch(notVisible)
  if (service === null) return null
  const refs = deliveryRefs(ownedService(service))
  const [colours, deliveries] = await Promise.all([
    request.kind === 'switch' ? readColours(context, service) : null,
    Promise.all(refs.map((delivery) => readDelivery(client, delivery))),
  ])
  return { service, colours, deliveries }
}

function notVisible(error: unknown): null {
  if (error instanceof AppError && error.code === 'forbidden') return null
  throw error
}
