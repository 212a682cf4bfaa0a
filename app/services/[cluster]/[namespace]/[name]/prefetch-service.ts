import { setTimeout as delay } from 'node:timers/promises'
import type { QueryClient } from '@tanstack/react-query'
import type { AliasTab } from '@/components/service/alias-tab'
import { describeQuery, manifestQuery, resolutionQuery, serviceChangesQuery, serviceQuery } from '@/lib/client/queries'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import type { PageReader } from '@/lib/http/page-reader'

// A name that was never asked takes seconds; the page does not wait for it, the browser asks again.
const patienceMs = 400

/** Reads what the first screen of an alias shows. What fails or is late is left to the browser. */
export async function prefetchService(
  client: QueryClient,
  reader: PageReader,
  service: ServiceRef,
  tab: AliasTab,
): Promise<void> {
  const wanted = [client.prefetchQuery({ ...serviceQuery(service), queryFn: () => reader.getService(service) })]
  if (tab === 'changes') {
    const queryFn = () => reader.listServiceChanges(service, { offset: 0, limit: 100 })
    wanted.push(client.prefetchQuery({ ...serviceChangesQuery(service), queryFn }))
  }
  if (tab === 'manifest') {
    wanted.push(client.prefetchQuery({ ...manifestQuery(service), queryFn: () => reader.getManifest(service) }))
    wanted.push(client.prefetchQuery({ ...describeQuery(service), queryFn: () => reader.getDescribe(service) }))
  }
  const resolution = client.prefetchQuery({
    ...resolutionQuery(service),
    queryFn: () => reader.getResolution(service),
  })
  await Promise.all([...wanted, Promise.race([resolution, delay(patienceMs)])])
}
