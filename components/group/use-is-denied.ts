import { useQuery } from '@tanstack/react-query'
import { serviceQuery, sessionQuery } from '@/lib/client/queries'
import type { Group } from '@/lib/contract/groups'

/**
 * Whether the viewer certainly may not write the group's active Service. Who may patch Services of the whole cluster is not asked about one;
 * a check that failed is no denial: the plan tells.
 */
export function useIsDenied(group: Group): boolean {
  const { data: session } = useQuery(sessionQuery())
  const mayEverywhere = session?.can[`patch services in ${group.cluster}`]
  const name = group.members.active?.name ?? group.name
  const ref = { cluster: group.cluster, namespace: group.namespace, name }
  const isAsked = mayEverywhere === false && group.members.active !== null
  const { data: detail } = useQuery({ ...serviceQuery(ref), enabled: isAsked })
  if (session?.readOnly) return true
  return isAsked && (detail?.permissions.some(({ verb, allowed }) => verb === 'patch' && allowed === false) ?? false)
}
