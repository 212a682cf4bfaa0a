'use client'

import { useQueries, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { cacheKeys, rowsWindowSize, type ServicesFilters, servicesWindowQuery } from '@/lib/client/queries'
import type { Row } from '@/lib/contract/row'
import type { ServicesPage } from '@/lib/contract/services'

const maximumWindows = 8
const maximumRange = 5000

export interface ListRows {
  at(place: number): Row | undefined
  /** The rows from one place to another, both included, at most 5000; what is not there yet is asked for. */
  between(from: number, to: number): Promise<Row[]>
}

/** The rows of a list by their place; later windows are asked for when one of `places`, those near the screen, lies in them. */
export function useRows(filters: ServicesFilters, first: ServicesPage, places: readonly number[]): ListRows {
  const queryClient = useQueryClient()
  const offsets = [...new Set(places.map(offsetOf))].filter((offset) => offset > 0).slice(0, maximumWindows)
  const key = offsets.join()
  // The same questions until another window is needed, not new ones with every row that is passed.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is what the offsets say
  const queries = useMemo(() => offsets.map((offset) => servicesWindowQuery(filters, offset)), [filters, key])
  const windows = useQueries({ queries })
  // Later windows follow the first one: what moved there moved here.
  useEffect(() => {
    void queryClient.invalidateQueries({
      queryKey: cacheKeys.windows,
      predicate: ({ state }) => isPage(state.data) && state.data.revision < first.revision,
    })
  }, [queryClient, first.revision])
  return {
    at: (place) => {
      if (place < rowsWindowSize) return first.items[place]
      return windows[offsets.indexOf(offsetOf(place))]?.data?.items[place % rowsWindowSize]
    },
    between: async (from, to) => {
      const start = Math.min(from, to)
      const end = Math.min(Math.max(from, to), start + maximumRange - 1)
      const rows: Row[] = []
      for (let offset = offsetOf(start); offset <= end; offset += rowsWindowSize) {
        const { items } = offset === 0 ? first : await queryClient.fetchQuery(servicesWindowQuery(filters, offset))
        rows.push(...items.slice(Math.max(0, start - offset), end - offset + 1))
      }
      return rows
    },
  }
}

function offsetOf(place: number): number {
  return Math.floor(place / rowsWindowSize) * rowsWindowSize
}

function isPage(data: unknown): data is ServicesPage {
  return typeof data === 'object' && data !== null && 'revision' in data && 'items' in data
}
