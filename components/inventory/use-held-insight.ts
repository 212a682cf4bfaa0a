'use client'

import { useState } from 'react'
import type { HostInsight } from '@/lib/domain/finding/host-insight'

export interface HeldInsight {
  insight: HostInsight | null
  /** The insight is gone, but its line keeps its place. */
  isOver: boolean
}

/**
 * The insight without a line that comes or goes while `isHeld`: that would move all rows under it. Words change in place, and another list
 * brings its own line at once; `listKey` is null while that list is still to come.
 */
export function useHeldInsight(latest: HostInsight | null, listKey: string | null, isHeld: boolean): HeldInsight {
  const [held, setHeld] = useState({ listKey, insight: latest })
  const isOtherList = listKey !== null && listKey !== held.listKey
  const mayFollow = isOtherList || (!isHeld && listKey !== null) || (held.insight !== null && latest !== null)
  if (!mayFollow) return { insight: held.insight, isOver: held.insight !== null && latest === null }
  if (held.insight !== latest || isOtherList) setHeld({ listKey: listKey ?? held.listKey, insight: latest })
  return { insight: latest, isOver: false }
}
