import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import type { Severity } from '@/lib/domain/resolution/severity'
import { SeverityGlyph } from './severity-glyph'

const tints: Record<Severity, string> = {
  critical: 'bg-critical-bg',
  warning: 'bg-warning-bg',
  unknown: 'bg-sunken',
  info: 'bg-sunken',
  ok: 'bg-sunken',
}

interface BannerProps {
  severity: Severity
  /** What is so, in a sentence. */
  title: ReactNode
  children?: ReactNode
  /** What happens next, or one verb; at the right. */
  action?: ReactNode
  role?: 'status' | 'alert'
}

/** One line across the page that says what is so, since when and why. */
export function Banner({ severity, title, children, action, role = 'status' }: BannerProps) {
  return (
    <div
      role={role}
      className={clsx(
        'flex min-h-[34px] shrink-0 items-center gap-2 border-b border-line px-4 py-1.5 max-sm:flex-wrap max-sm:items-start max-sm:gap-y-0 max-sm:py-2',
        tints[severity],
      )}
    >
      <SeverityGlyph severity={severity} className="max-sm:mt-0.5" />
      <p className="min-w-0 flex-1 break-words">
        <b className="font-semibold">{title}</b> {children}
      </p>
      {action && <span className="shrink-0 text-fg-3 max-sm:basis-full max-sm:pl-6">{action}</span>}
    </div>
  )
}
