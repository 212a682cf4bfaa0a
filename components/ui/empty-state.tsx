import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon'

interface EmptyStateProps {
  title: string
  /** `h1` where it is all that the page has. */
  heading?: 'h1' | 'h2'
  icon?: IconName
  /** Why, in a sentence. */
  children?: ReactNode
  /** One verb. */
  action?: ReactNode
  className?: string
}

/** What is not there, why, and one verb. */
export function EmptyState({ title, heading: Heading = 'h2', icon, children, action, className }: EmptyStateProps) {
  return (
    <div className={clsx('grid content-start justify-items-start gap-0.5 p-5', className)}>
      <Heading className="flex items-center gap-2 text-15 font-semibold tracking-[-0.01em]">
        {icon && <Icon name={icon} className="text-fg-3" />}
        {title}
      </Heading>
      {children && <div className="max-w-[72ch] text-fg-2">{children}</div>}
      {action && <div className="mt-2.5 flex items-center gap-2">{action}</div>}
    </div>
  )
}
