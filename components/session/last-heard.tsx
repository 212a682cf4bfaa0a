'use client'

import { formatAge } from '@/components/ui/format-age'
import { useTimed } from '@/components/ui/now'
import { useLive } from './live-updates'

/** How long ago the console was last heard, for a status bar; as wide as it ever gets, so that nothing moves while it counts. */
export function LastHeard() {
  const { heardAtMs } = useLive()
  const heard = useTimed((nowMs) => (heardAtMs === null ? null : formatAge((nowMs - heardAtMs) / 1000)))
  return <span className="min-w-[118px]">{heard === null ? 'Nothing heard yet' : `Last heard ${heard} ago`}</span>
}
