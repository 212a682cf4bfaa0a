import { clsx } from 'clsx'
import { splitHost } from './split-host'
import { visibleText } from './visible-text'

interface HostTextProps {
  host: string
  className?: string
  /** False where the text may wrap instead of being cut. */
  truncate?: boolean
}

/** A host in mono: its own part in full colour, the suffix quiet, cut at the end with the whole name in the tooltip. */
export function HostText({ host, className, truncate = true }: HostTextProps) {
  const shown = visibleText(host)
  const { own, suffix } = splitHost(shown)
  return (
    <span
      dir="ltr"
      title={shown}
      translate="no"
      className={clsx('mono', truncate ? 'block min-w-0 truncate' : 'break-all', className)}
    >
      {own}
      {suffix && (
        // Another one behind another name: one that is pushed along counts as a shift of the layout.
        <span key={own} className="text-fg-3">
          {suffix}
        </span>
      )}
    </span>
  )
}
