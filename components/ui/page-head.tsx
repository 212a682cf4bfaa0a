import type { ReactNode } from 'react'

interface PageHeadProps {
  title: ReactNode
  /** Above the title: where this is. */
  crumbs?: ReactNode
  /** Beside the title. */
  aside?: ReactNode
  actions?: ReactNode
}

/** Crumbs, title line and actions of a page. */
export function PageHead({ title, crumbs, aside, actions }: PageHeadProps) {
  return (
    <div className="shrink-0 px-5 pt-4 max-sm:px-4 max-sm:pt-3">
      {crumbs && (
        <div className="flex items-center gap-1.5 text-12 whitespace-nowrap text-fg-3 max-sm:flex-wrap">{crumbs}</div>
      )}
      <div className="flex min-h-8 items-center gap-3 max-sm:flex-wrap max-sm:gap-2">
        <h1 className="min-w-0 truncate text-18 font-semibold tracking-[-0.02em]">{title}</h1>
        {aside}
        {actions && (
          <div className="ml-auto flex items-center gap-1.5 max-sm:ml-0 max-sm:w-full max-sm:flex-wrap">{actions}</div>
        )}
      </div>
    </div>
  )
}
