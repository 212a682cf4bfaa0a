'use client'

import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query'
import { askResolution } from '@/lib/client/commands'
import { resolutionQuery } from '@/lib/client/queries'
import type { ResolutionView } from '@/lib/contract/resolution'
import type { ServiceRef } from '@/lib/domain/service/service-ref'

/** Asks every vantage now and puts the answer where the screens read it. */
export function useAskNow(service: ServiceRef): UseMutationResult<ResolutionView, Error, void> {
  const queryClient = useQueryClient()
  return useMutation({
    mutationKey: ['ask', service.cluster, service.namespace, service.name],
    mutationFn: () => askResolution(service),
    onSuccess: (resolution) => queryClient.setQueryData(resolutionQuery(service).queryKey, resolution),
  })
}
