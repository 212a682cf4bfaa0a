import { isOwnSlice } from '@/lib/domain/change/endpoint-slice'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { readServiceSlices } from '@/lib/kubernetes/endpoint-slices'
import type { ClusterForChanges } from './change-engine-deps'

/** The names of the slices that Signpost made for a Service, as the console identity sees them; null where it may not read them. */
export async function findOwnSlices(
  { console }: Pick<ClusterForChanges, 'console'>,
  { namespace, name }: ServiceRef,
): Promise<string[] | null> {
  try {
    const slices = await readServiceSlices(console, { namespace, service: name, names: [] })
    return slices.filter((slice) => isOwnSlice(slice, name)).map((slice) => slice.name)
  } catch {
    return null
  }
}
