'use client'

import { useQuery } from '@tanstack/react-query'
import { groupsQuery } from '@/lib/client/queries'
import type { Group } from '@/lib/contract/groups'
import { type ServiceRef, serviceKey } from '@/lib/domain/service/service-ref'

/** The members of the blue-green group whose active alias a Service is, null for any other. */
export function useGroupMembers(): (service: ServiceRef) => Group['members'] | null {
  const { data } = useQuery(groupsQuery())
  const members = new Map(data?.items.map((group) => [serviceKey(group), group.members]))
  return (service) => members.get(serviceKey(service)) ?? null
}
