'use client'

import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Button } from './button'
import { EmptyState } from './empty-state'
import { Sheet } from './sheet'
import { Skeleton } from './skeleton'
import { visibleText } from './visible-text'

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
  const { data, error, refetch } = query
  return (
    <Sheet
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose()
      }}
      title={title}
      foot={data && foot(data)}
    >
      {data ? (
        children(data)
      ) : error ? (
        <EmptyState title={failed} action={<Button onClick={() => void refetch()}>Ask again</Button>}>
          <p role="alert">{visibleText(error.message)}</p>
        </EmptyState>
      ) : (
        <div aria-busy="true" className="grid gap-3 p-5">
          <Skeleton className="w-64" />
          <Skeleton className="w-80" />
        </div>
      )}
    </Sheet>
  )
}
