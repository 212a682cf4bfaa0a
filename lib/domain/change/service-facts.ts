import type { ServiceObject } from '@/lib/domain/service/service-object'
import { endpointOf } from './endpoint'

/** What prechecks look at in a Service, whether it was read for a plan or is known from the watch. */
export interface ServiceFacts {
  namespace: string
  name: string
  type: string
  target: string | null
  terminating?: boolean
}

export function factsOf(service: ServiceObject): ServiceFacts {
  const { type, target } = endpointOf(service)
  const { name, namespace = '', deletionTimestamp } = service.metadata
  return { namespace, name, type, target, terminating: deletionTimestamp !== undefined }
}
