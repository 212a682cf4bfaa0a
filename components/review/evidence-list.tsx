import type { ReactNode } from 'react'

/** One part of what a decision rests on, with its heading. */
export function EvidenceList({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <h2 className="mb-1 text-11 font-medium text-fg-3">{title}</h2>
      <dl className="grid grid-cols-[92px_minmax(0,1fr)] gap-x-2 text-12 leading-5">{children}</dl>
    </>
  )
}

export function Evidence({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-fg-3">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  )
}
