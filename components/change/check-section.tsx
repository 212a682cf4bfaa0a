import type { ReactNode } from 'react'
import { SeverityGlyph } from '@/components/ui/severity-glyph'
import { visibleText } from '@/components/ui/visible-text'
import type { Severity } from '@/lib/domain/resolution/severity'

interface CheckSectionProps {
  title: string
  severity: Severity
  /** Beside the title, quiet: how many of them hold. */
  note: ReactNode
  /** Lines of checks, each a list item. */
  children: ReactNode
}

/** Checks of one kind under their title, in a sheet. */
export function CheckSection({ title, severity, note, children }: CheckSectionProps) {
  return (
    <section aria-label={title}>
      <h3 className="flex h-8 items-center gap-2.5 border-b border-line font-semibold">
        <SeverityGlyph severity={severity} label={null} />
        {title} <span className="font-normal text-fg-3">{note}</span>
      </h3>
      <ul>{children}</ul>
    </section>
  )
}

interface CheckLineProps {
  severity: Severity
  /** The state in a word, where it says more than the severity. */
  label?: string
  says: string
  evidence: string
}

/** One check that asks for nothing: its statement, and the evidence at the right, whole in the tooltip. */
export function CheckLine({ severity, label = severity, says, evidence }: CheckLineProps) {
  return (
    <li className="flex min-h-[26px] items-center gap-3 py-0.5">
      <SeverityGlyph severity={severity} size={14} label={label} className="shrink-0" />
      <span className="max-w-[75%] min-w-0 break-words sm:shrink-0">{visibleText(says)}</span>
      <span
        className="min-w-0 truncate text-right text-11 text-fg-3 max-sm:ml-auto max-sm:max-w-[40%] max-sm:shrink-0 sm:flex-1"
        title={visibleText(evidence)}
      >
        {visibleText(evidence)}
      </span>
    </li>
  )
}
