'use client'

import { useQueries, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { cacheKeys, type ServicesFilters, servicesWindowQuery, windowSize } from '@/lib/client/queries'
import type { Row } from '@/lib/contract/row'
import type { ServicesPage } from '@/lib/contract/services'

const maximumWindows = 3

/** The rows of a list by their place; later windows are asked for when they come near the screen. */
export function useRows(
  filters: ServicesFilters,
  first: ServicesPage,
  visible: { start: number; end: number },
): (index: number) => Row | undefined {
  const queryClient = useQueryClient()
  const offsets = windowsOf(visible, first.total)
  const windows = useQueries({ queries: offsets.map((offset) => servicesWindowQuery(filters, offset)) })
  // Later windows follow the first one: what moved there moved here.
  useEffect(() => {
    void queryClient.invalidateQueries({
      queryKey: cacheKeys.windows,
      predicate: ({ state }) => isPage(state.data) && state.data.revision < first.revision,
    })
  }, [queryClient, first.revision])
  return (index) => {
    if (index < windowSize) return first.items[index]
    const window = offsets.indexOf(Math.floor(index / windowSize) * windowSize)
    return windows[window]?.data?.items[index % windowSize]
  }
}

function windowsOf({ start, end }: { start: number; end: number }, total: number): number[] {
  const offsets: number[] = []
  const last = Math.min(end, total - 1)
  for (let offset = Math.floor(start / windowSize) * windowSize; offset <= last; offset += windowSize) {
    if (offset >= windowSize && offsets.length < maximumWindows) offsets.push(offset)
  }
  return offsets
}

function isPage(data: unknown): data is ServicesPage {
  return typeof data === 'object' && data !== null && 'revision' in data && 'items' in data
}
