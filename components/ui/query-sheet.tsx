'use client'

import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { QueryContent } from './query-content'
import { Sheet } from './sheet'

interface QuerySheetProps<Data> {
  title: string
  query: Pick<UseQueryResult<Data>, 'data' | 'error' | 'refetch'>
  /** What could not be done, as a heading. */
  failed: string
  onClose: () => void
  foot: (data: Data) => ReactNode
  children: (data: Data) => ReactNode
}

/** A sheet that is there while it is asked for, and says why it could not be. */
export function QuerySheet<Data>({ title, query, failed, onClose, foot, children }: QuerySheetProps<Data>) {
  return (
    <Sheet
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose()
      }}
      title={title}
      foot={query.data && foot(query.data)}
    >
      <QueryContent query={query} failed={failed}>
        {children}
      </QueryContent>
    </Sheet>
  )
}
