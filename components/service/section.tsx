import { clsx } from 'clsx'
import type { ReactNode } from 'react'

interface SectionProps {
  title: string
  /** Beside the title, quiet. */
  note?: ReactNode
  /** At the right end of the title's line. */
  action?: ReactNode
  children: ReactNode
  className?: string
}

/** A titled part of a page. */
export function Section({ title, note, action, children, className }: SectionProps) {
  return (
    <section className={clsx('min-w-0 px-5 py-3 max-sm:px-4', className)}>
      <div className="mb-1.5 flex min-h-7 items-center gap-2.5">
        <h2 className="shrink-0 font-semibold">{title}</h2>
        {note !== undefined && <span className="min-w-0 truncate text-fg-3">{note}</span>}
        {action && <span className="ml-auto flex items-center gap-1.5">{action}</span>}
      </div>
      {children}
    </section>
  )
}
