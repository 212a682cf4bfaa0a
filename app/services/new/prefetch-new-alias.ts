import { setTimeout as delay } from 'node:timers/promises'
import type { QueryClient } from '@tanstack/react-query'
import { namespaceQuery, namespacesQuery } from '@/lib/client/manifest-queries'
import { draftOperations } from '@/lib/contract/draft-operations'
import { inventoryOperations } from '@/lib/contract/inventory-operations'
import type { PageReader } from '@/lib/http/page-reader'

// Rights are asked for each namespace; the page does not wait for all of them, the browser asks again.
const patienceMs = 400

const { listNamespaces } = draftOperations
const { listServices } = inventoryOperations

/** Reads what the form says of the namespace in the address, so that nothing moves when it comes. What fails or is late is left to the browser. */
export async function prefetchNewAlias(
  client: QueryClient,
  reader: PageReader,
  { cluster, namespace }: Record<string, string | string[] | undefined>,
): Promise<void> {
  const wanted = typeof cluster === 'string' ? cluster : await firstCluster(reader)
  const reads = [{ cluster: wanted }, { cluster: wanted, name: namespace }].map(async (given) => {
    const query = listNamespaces.query.safeParse(given).data
    if (query === undefined) return
    const { queryKey } =
      query.name === undefined ? namespacesQuery(query.cluster) : namespaceQuery(query.cluster, query.name)
    await client.prefetchQuery({ queryKey, queryFn: () => reader.listNamespaces(query) })
  })
  await Promise.race([Promise.all(reads), delay(patienceMs)])
}

async function firstCluster(reader: PageReader): Promise<string | undefined> {
  const query = listServices.query.parse({ limit: 1, facets: 'none' })
  const page = await reader.listServices(query).catch(() => null)
  return page?.clusters[0]?.name
}
