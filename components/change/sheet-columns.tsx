import { clsx } from 'clsx'
import type { ReactNode } from 'react'

/** What a sheet shows, at left what is so, at right what proves it; one below the other on narrow screens. */
export function SheetColumns({ children }: { children: ReactNode }) {
  return (
    <div className="grid flex-1 grid-cols-2 divide-x divide-line max-md:grid-cols-1 max-md:divide-x-0 max-md:divide-y">
      {children}
    </div>
  )
}

interface SheetAsideProps {
  /** Stands above the other column on narrow screens. */
  isFirst?: boolean
  children: ReactNode
}

/** The right column of a sheet, its parts one below the other. */
export function SheetAside({ isFirst = false, children }: SheetAsideProps) {
  return (
    <div
      className={clsx(
        'grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-3 px-5 py-3 max-sm:px-4',
        isFirst && 'max-md:order-first',
      )}
    >
      {children}
    </div>
  )
}
