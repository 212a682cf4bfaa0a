import { clsx } from 'clsx'
import type { ReactNode } from 'react'

interface TooltipProps {
  content: ReactNode
  className?: string
  /** The control that the words belong to; it has a name of its own. */
  children: ReactNode
}

/** Words at the right of a control on hover and focus, after a moment; never the only place of a fact. */
export function Tooltip({ content, className, children }: TooltipProps) {
  return (
    <span className="group/tip relative block">
      {children}
      <span
        aria-hidden="true"
        className={clsx(
          'pointer-events-none invisible absolute top-1/2 left-full z-40 ml-1.5 -translate-y-1/2 rounded-6 bg-raised px-2 py-1 text-12 whitespace-nowrap text-fg shadow-pop',
          'group-hover/tip:visible group-hover/tip:delay-400 group-has-[:focus-visible]/tip:visible',
          className,
        )}
      >
        {content}
      </span>
    </span>
  )
}
