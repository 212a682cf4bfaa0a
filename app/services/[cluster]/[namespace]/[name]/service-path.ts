import { serviceRefSchema } from '@/lib/contract/fields'
import type { ServiceRef } from '@/lib/domain/service/service-ref'

export interface ServicePath {
  cluster: string
  namespace: string
  name: string
}

/** The Service that a page's path names, null when it cannot be one. Page params stay percent-encoded in Next. */
export function readServicePath(path: ServicePath): ServiceRef | null {
  try {
    const parsed = serviceRefSchema.safeParse({
      cluster: decodeURIComponent(path.cluster),
      namespace: decodeURIComponent(path.namespace),
      name: decodeURIComponent(path.name),
    })
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
