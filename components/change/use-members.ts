import { useQuery } from '@tanstack/react-query'
import { groupsQuery } from '@/lib/client/queries'
import type { Group } from '@/lib/contract/groups'
import type { ServiceRef } from '@/lib/domain/service/service-ref'

/** The members of the blue-green group whose active alias this is; null when it is none's. */
export function useMembers({ cluster, namespace, name }: ServiceRef): Group['members'] | null {
  const { data } = useQuery(groupsQuery())
  const group = data?.items.find(
    (each) => each.cluster === cluster && each.namespace === namespace && each.name === name,
  )
  return group?.members ?? null
}
