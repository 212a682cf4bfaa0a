import { useQuery } from '@tanstack/react-query'
import { serviceQuery, sessionQuery } from '@/lib/client/queries'
import type { ServiceRef } from '@/lib/domain/service/service-ref'

/** Why the viewer certainly may not change this Service; null where they may, or nobody could tell. */
export function useLocked(service: ServiceRef): string | null {
  const { data: session } = useQuery(sessionQuery())
  const { data: detail } = useQuery({ ...serviceQuery(service), retry: false })
  if (session?.readOnly) return 'This console only reads.'
  const denied = detail?.permissions.find(({ verb, allowed }) => verb === 'patch' && allowed === false)
  return denied ? `It needs ${denied.verb} ${denied.resource} in ${denied.namespace}.` : null
}
