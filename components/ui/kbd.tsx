import type { ReactNode } from 'react'

/** A key. */
export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-block min-w-[18px] rounded-4 border border-line-2 bg-canvas px-1 text-center font-sans text-11 leading-[14px] text-fg-3">
      {children}
    </kbd>
  )
}
