import { useQuery } from '@tanstack/react-query'
import { serviceQuery, sessionQuery } from '@/lib/client/queries'
import type { ServiceRef } from '@/lib/domain/service/service-ref'

/** Why the viewer certainly may not change this Service; null where they may, or nobody could tell, as of one that is no alias. */
export function useLocked(service: ServiceRef, isAlias: boolean): string | null {
  const { data: session } = useQuery(sessionQuery())
  const { data: detail } = useQuery({ ...serviceQuery(service), retry: false, enabled: isAlias })
  if (session?.readOnly) return 'This console only reads.'
  const denied = detail?.permissions.find(({ verb, allowed }) => verb === 'patch' && allowed === false)
  return denied ? `It needs ${denied.verb} ${denied.resource} in ${denied.namespace}.` : null
}
