'use client'

import { useIsMutating } from '@tanstack/react-query'
import type { ServiceRef } from '@/lib/domain/service/service-ref'

/** The key of asking now for one alias, from wherever on the page. */
export function askKey({ cluster, namespace, name }: ServiceRef): readonly string[] {
  return ['ask', cluster, namespace, name]
}

/** True from the moment somebody asked until the final verdict is in. */
export function useIsAsking(service: ServiceRef): boolean {
  return useIsMutating({ mutationKey: askKey(service) }) > 0
}
