'use client'

import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query'
import { askResolution } from '@/lib/client/commands'
import { resolutionQuery } from '@/lib/client/queries'
import type { ResolutionView } from '@/lib/contract/resolution'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { askKey } from './use-is-asking'

/** Asks every vantage now and puts the answer where the screens read it. */
export function useAskNow(service: ServiceRef): UseMutationResult<ResolutionView, Error, void> {
  const queryClient = useQueryClient()
  return useMutation({
    mutationKey: askKey(service),
    mutationFn: () => askResolution(service),
    onSuccess: async (resolution) => {
      const { queryKey } = resolutionQuery(service)
      // A look at what is being waited for must not come after the answer.
      await queryClient.cancelQueries({ queryKey })
      queryClient.setQueryData(queryKey, resolution)
    },
  })
}
