import { useQuery } from '@tanstack/react-query'
import { deniedRights } from '@/lib/client/denied-rights'
import { serviceQuery, sessionQuery } from '@/lib/client/queries'
import type { Group } from '@/lib/contract/groups'
import type { MissingRight } from '@/lib/domain/access/role-to-ask-for'

interface Denied {
  isDenied: boolean
  /** The right that is missing; none where the console only reads. */
  lacks: readonly MissingRight[]
}

/**
 * Whether the viewer certainly may not write the group's active Service. Who may patch Services of the whole cluster is not asked about one;
 * a check that failed is no denial: the plan tells.
 */
export function useDenied(group: Group): Denied {
  const { data: session } = useQuery(sessionQuery())
  const mayEverywhere = session?.can[`patch services in ${group.cluster}`]
  const name = group.members.active?.name ?? group.name
  const ref = { cluster: group.cluster, namespace: group.namespace, name }
  const isAsked = mayEverywhere === false && group.members.active !== null
  const { data: detail } = useQuery({ ...serviceQuery(ref), enabled: isAsked })
  if (session?.readOnly) return { isDenied: true, lacks: [] }
  const lacks = isAsked && detail ? deniedRights(detail.permissions, 'patch') : []
  return { isDenied: lacks.length > 0, lacks }
}
