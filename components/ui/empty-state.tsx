import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon'

interface EmptyStateProps {
  title: string
  icon?: IconName
  /** Why, in a sentence. */
  children?: ReactNode
  /** One verb. */
  action?: ReactNode
  className?: string
}

/** What is not there, why, and one verb. */
export function EmptyState({ title, icon, children, action, className }: EmptyStateProps) {
  return (
    <div className={clsx('grid content-start justify-items-start gap-0.5 p-5', className)}>
      <h2 className="flex items-center gap-2 text-15 font-semibold tracking-[-0.01em]">
        {icon && <Icon name={icon} className="text-fg-3" />}
        {title}
      </h2>
      {children && <div className="max-w-[72ch] text-fg-2">{children}</div>}
      {action && <div className="mt-2.5 flex items-center gap-2">{action}</div>}
    </div>
  )
}
