import type { ReactNode } from 'react'

/** The form at the left, its text and its plan at the right; one below the other on narrow screens. */
export function EditorColumns({ form, children }: { form: ReactNode; children: ReactNode }) {
  // What is for the ear alone stands outside the flow: without a place of its own it would make the page scroll.
  return (
    <div className="relative min-h-0 flex-1 overflow-y-auto">
      <div className="grid min-h-full grid-cols-2 divide-x divide-line max-md:grid-cols-[minmax(0,1fr)] max-md:divide-x-0 max-md:divide-y">
        <div className="min-w-0">{form}</div>
        <div className="min-w-0">{children}</div>
      </div>
    </div>
  )
}
