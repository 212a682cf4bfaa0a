'use client'

import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import { type FindingsFilters, findingsWindowQuery } from '@/lib/client/finding-queries'
import { windowSize } from '@/lib/client/queries'
import type { FindingItem, FindingsPage } from '@/lib/contract/findings'
import { findingKey } from './finding-words'

const maximumWindows = 20

/** The findings that were asked for so far: the first window and those after it, each finding once. */
export function useFindingWindows(filters: FindingsFilters, first: FindingsPage, listKey: string) {
  const [asked, setAsked] = useState({ listKey, windows: 1 })
  const windows = asked.listKey === listKey ? asked.windows : 1
  const offsets = Array.from({ length: windows - 1 }, (_, index) => (index + 1) * windowSize)
  const later = useQueries({ queries: offsets.map((offset) => findingsWindowQuery(filters, offset)) })
  const items = new Map<string, FindingItem>()
  for (const item of [first, ...later.flatMap(({ data }) => data ?? [])].flatMap((page) => page.items)) {
    if (!items.has(findingKey(item))) items.set(findingKey(item), item)
  }
  return {
    items: [...items.values()],
    hasMore: first.total > windows * windowSize && windows < maximumWindows,
    isLoading: later.some(({ isPending }) => isPending),
    more: () => setAsked({ listKey, windows: windows + 1 }),
  }
}
