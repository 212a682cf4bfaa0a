import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import type { Severity } from '@/lib/domain/resolution/severity'
import { SeverityGlyph } from './severity-glyph'

const tints: Record<Severity, string> = {
  critical: 'text-critical bg-critical-bg border-critical-line',
  warning: 'text-warning bg-warning-bg border-warning-line',
  unknown: 'text-unknown bg-unknown-bg border-unknown-line border-dashed',
  info: 'text-info bg-info-bg border-info-line',
  ok: 'text-ok border-transparent pr-0',
}

/** A verdict in a few words, tinted by severity; ok is glyph and word only. */
export function VerdictBadge({ severity, children }: { severity: Severity; children: ReactNode }) {
  return (
    <span
      className={clsx(
        'inline-flex h-[22px] max-w-full items-center gap-[5px] rounded-6 border pr-2 pl-1 text-12 font-medium whitespace-nowrap',
        tints[severity],
      )}
    >
      <SeverityGlyph severity={severity} size={14} />
      <span className="min-w-0 truncate">{children}</span>
    </span>
  )
}
