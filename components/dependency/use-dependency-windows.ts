'use client'

import { useQueries } from '@tanstack/react-query'
import { type DependenciesFilters, dependenciesWindowQuery } from '@/lib/client/dependency-queries'
import { windowSize } from '@/lib/client/queries'
import type { DependenciesPage, DependencyItem } from '@/lib/contract/dependencies'

const maximumWindows = 8

/** The hosts of a list by their place; later windows are asked for when one of `places`, those near the screen, lies in them. */
export function useDependencyWindows(
  filters: DependenciesFilters,
  first: DependenciesPage,
  places: readonly number[],
): (place: number) => DependencyItem | undefined {
  const offsets = [...new Set(places.map(offsetOf))].filter((offset) => offset > 0).slice(0, maximumWindows)
  const windows = useQueries({ queries: offsets.map((offset) => dependenciesWindowQuery(filters, offset)) })
  return (place) => {
    if (place < windowSize) return first.items[place]
    return windows[offsets.indexOf(offsetOf(place))]?.data?.items[place % windowSize]
  }
}

function offsetOf(place: number): number {
  return Math.floor(place / windowSize) * windowSize
}
