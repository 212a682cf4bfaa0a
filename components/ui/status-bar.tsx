import type { ReactNode } from 'react'

/** The last line of a page on wide screens: where you are in it, its keys, how fresh it is. */
export function StatusBar({ children }: { children: ReactNode }) {
  return (
    <footer className="flex h-7 shrink-0 items-center gap-4 border-t border-line bg-rail px-4 text-11 whitespace-nowrap text-fg-3 max-sm:hidden">
      {children}
    </footer>
  )
}
