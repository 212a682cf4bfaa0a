'use client'

import { clsx } from 'clsx'
import { formatAge } from '@/components/ui/format-age'
import { useTimed } from '@/components/ui/now'
import type { ChangeView } from '@/lib/contract/changes'
import { changeOutcome } from './change-outcome'

const tones: Partial<Record<ReturnType<typeof changeOutcome>['severity'], string>> = {
  critical: 'text-critical',
  warning: 'text-warning',
}

/** What became of a change; a soak says how long it still goes on. */
export function OutcomeCell({ change, className }: { change: ChangeView; className?: string }) {
  const { words, severity } = changeOutcome(change)
  const { state, soakUntil } = change
  const left = useTimed((nowMs) => {
    const leftMs = state === 'soaking' && soakUntil !== null ? Date.parse(soakUntil) - nowMs : 0
    return leftMs > 0 ? formatAge(leftMs / 1000) : null
  })
  return (
    <span className={clsx('block min-w-0 truncate', tones[severity] ?? 'text-fg-2', className)} title={words}>
      {left === null ? words : `${words}, ${left} left`}
    </span>
  )
}
