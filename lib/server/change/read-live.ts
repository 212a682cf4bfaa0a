import { AppError } from '@/lib/domain/app-error'
import type { Delivery } from '@/lib/domain/change/delivery'
import { ownedService } from '@/lib/domain/change/field-owner'
import { deliveryRefs } from '@/lib/domain/change/owner-signals'
import { memberName } from '@/lib/domain/group/find-groups'
import type { ServiceObject } from '@/lib/domain/service/service-object'
import { readDelivery } from '@/lib/kubernetes/deliveries'
import { readService } from '@/lib/kubernetes/services'
import type { ChangeContext } from './change-context'

/** What is in the cluster right now, read with the viewer's identity. */
export interface LiveState {
  service: ServiceObject
  /** The colours beside the active alias, for a switch. */
  colours: { blue: ServiceObject | null; green: ServiceObject | null } | null
  /** What delivers the Service from a repository, as far as the viewer may read it. */
  deliveries: Delivery[]
}

/** A fresh read of the Service and, for a switch, of its colours; null when the Service is not there or the viewer may not see it. */
export async function readLive({ request, ref, client }: ChangeContext): Promise<LiveState | null> {
  const read = (name: string) => readService(client, ref.namespace, name)
  const colours = request.kind === 'switch'
  const [service, blue, green] = await Promise.all([
    read(ref.name).catch(notVisible),
    colours ? read(memberName(ref.name, 'blue')) : null,
    colours ? read(memberName(ref.name, 'green')) : null,
  ])
  if (service === null) return null
  const refs = deliveryRefs(ownedService(service))
  const deliveries = await Promise.all(refs.map((delivery) => readDelivery(client, delivery)))
  return { service, colours: colours ? { blue, green } : null, deliveries }
}

function notVisible(error: unknown): null {
  if (error instanceof AppError && error.code === 'forbidden') return null
  throw error
}
