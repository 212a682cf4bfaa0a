'use client'

import type { HostInsight } from '@/lib/domain/finding/host-insight'
import { InsightLine } from './insight-line'
import { useHeldInsight } from './use-held-insight'
import type { InventoryUrl } from './use-inventory-params'

interface InsightProps {
  latest: HostInsight | undefined
  /** Names the list that the insight is about; null while that list is still to come. */
  listKey: string | null
  isHeld: boolean
  url: InventoryUrl
}

/** The one host that explains several bad rows, where there is one; its line comes and goes only when that moves no row that is pointed at. */
export function Insight({ latest, listKey, isHeld, url }: InsightProps) {
  const { insight, isOver } = useHeldInsight(latest ?? null, listKey, isHeld)
  if (insight === null) return null
  return (
    <InsightLine
      insight={insight}
      isOver={isOver}
      isShown={url.params.host.includes(insight.host)}
      onShow={() => url.toggle('host', insight.host)}
    />
  )
}
