'use client'

import { clsx } from 'clsx'
import { formatAge } from '@/components/ui/format-age'
import { useTimed } from '@/components/ui/now'
import type { Connection } from '@/lib/client/live-state'
import { useLive } from './live-updates'

const words: Record<Connection, string> = {
  connecting: 'Connecting',
  live: 'Live',
  reconnecting: 'Reconnecting',
  stale: 'Not live',
}

/** Whether what is shown follows the console, in a word beside the dot; as wide as the word that it begins with, so that nothing moves at the next. */
export function LiveDot() {
  const { connection, heardAtMs } = useLive()
  const silence = useTimed((nowMs) =>
    connection === 'stale' && heardAtMs !== null ? formatAge((nowMs - heardAtMs) / 1000) : null,
  )
  return (
    <span
      role="status"
      className="flex items-center gap-[7px] text-12 font-medium whitespace-nowrap text-fg-2 sm:min-w-20"
    >
      <span
        aria-hidden="true"
        className={clsx(
          'size-[7px] rounded-full',
          connection === 'live' && 'bg-ok ring-1 ring-ok-line ring-offset-[3px] ring-offset-ok-bg',
          connection === 'connecting' && 'border-[1.5px] border-dashed border-unknown',
          (connection === 'reconnecting' || connection === 'stale') && 'border-[1.5px] border-dashed border-warning',
        )}
      />
      <span className={clsx(connection === 'stale' && 'text-warning')}>
        {words[connection]}
        {silence !== null && ` for ${silence}`}
      </span>
    </span>
  )
}
