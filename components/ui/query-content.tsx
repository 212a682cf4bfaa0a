import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Button } from './button'
import { EmptyState } from './empty-state'
import { Skeleton } from './skeleton'
import { visibleText } from './visible-text'

interface QueryContentProps<Data> {
  query: Pick<UseQueryResult<Data>, 'data' | 'error' | 'refetch'>
  /** What could not be done, as a heading. */
  failed: string
  /** What may be done about it; asking again where nothing else is said. */
  action?: ReactNode
  children: (data: Data) => ReactNode
}

/** What was asked for, once it is there; until then that it is awaited, or why it could not be had. */
export function QueryContent<Data>({
  query: { data, error, refetch },
  failed,
  action,
  children,
}: QueryContentProps<Data>) {
  if (data !== undefined) return children(data)
  if (error) {
    return (
      <EmptyState title={failed} action={action ?? <Button onClick={() => void refetch()}>Ask again</Button>}>
        <p role="alert">{visibleText(error.message)}</p>
      </EmptyState>
    )
  }
  return (
    <div aria-busy="true" className="grid gap-3 p-5">
      <Skeleton className="w-64" />
      <Skeleton className="w-80" />
    </div>
  )
}
