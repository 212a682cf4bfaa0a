'use client'

import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import { type ChangesFilters, changesWindowQuery } from '@/lib/client/changes-queries'
import { windowSize } from '@/lib/client/queries'
import type { ChangesList, ChangeView } from '@/lib/contract/changes'

const maximumWindows = 20

/** The changes that were asked for so far: the first window and those after it, each change once. */
export function useHistoryWindows(filters: ChangesFilters, first: ChangesList, listKey: string) {
  const [asked, setAsked] = useState({ listKey, windows: 1 })
  const windows = asked.listKey === listKey ? asked.windows : 1
  const offsets = Array.from({ length: windows - 1 }, (_, index) => (index + 1) * windowSize)
  const later = useQueries({ queries: offsets.map((offset) => changesWindowQuery(filters, offset)) })
  const items = new Map<string, ChangeView>()
  for (const change of [first, ...later.flatMap(({ data }) => data ?? [])].flatMap((page) => page.items)) {
    if (!items.has(change.id)) items.set(change.id, change)
  }
  return {
    items: [...items.values()],
    hasMore: first.total > windows * windowSize && windows < maximumWindows,
    isLoading: later.some(({ isPending }) => isPending),
    more: () => setAsked({ listKey, windows: windows + 1 }),
  }
}
