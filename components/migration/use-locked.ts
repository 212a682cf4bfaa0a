import { useQuery } from '@tanstack/react-query'
import { deniedRights } from '@/lib/client/denied-rights'
import { serviceQuery, sessionQuery } from '@/lib/client/queries'
import type { MissingRight } from '@/lib/domain/access/role-to-ask-for'
import type { ServiceRef } from '@/lib/domain/service/service-ref'

interface Lock {
  /** Why the viewer certainly may not change this Service; null where they may, or nobody could tell, as of one that is no alias. */
  locked: string | null
  /** The right that is missing, where that is why. */
  lacks: readonly MissingRight[]
}

/** Whether the steps of a migration are shut to the viewer, and by what. */
export function useLocked(service: ServiceRef, isAlias: boolean): Lock {
  const { data: session } = useQuery(sessionQuery())
  const { data: detail } = useQuery({ ...serviceQuery(service), retry: false, enabled: isAlias })
  if (session?.readOnly) return { locked: 'This console only reads.', lacks: [] }
  const lacks = deniedRights(detail?.permissions ?? [], 'patch')
  const [denied] = lacks
  return { locked: denied ? `It needs ${denied.verb} ${denied.resource} in ${denied.namespace}.` : null, lacks }
}
