import type { QueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { ChangeView, changesPageSchema } from '@/lib/contract/changes'
import type { ServiceDetail } from '@/lib/contract/services'
import { cacheKeys } from './queries'

type ChangesPage = z.infer<typeof changesPageSchema>

/** Puts a change where screens look for it: the change itself, its Service's list and detail. For stream events and for answers of commands. */
export function applyChange(queryClient: QueryClient, change: ChangeView): void {
  const key = cacheKeys.service(change.service)
  queryClient.setQueryData<ChangeView>([...key, 'change', change.id], (known) =>
    known && known.steps.length > change.steps.length ? known : change,
  )
  queryClient.setQueryData<ChangesPage>([...key, 'changes'], (page) => page && withChange(page, change))
  queryClient.setQueryData<ServiceDetail>(
    [...key, 'detail'],
    (detail) => detail && { ...detail, lastChange: newer(detail.lastChange, change) },
  )
}

function withChange(page: ChangesPage, change: ChangeView): ChangesPage {
  const isKnown = page.items.some(({ id }) => id === change.id)
  if (isKnown) return { ...page, items: page.items.map((item) => (item.id === change.id ? change : item)) }
  return { ...page, items: [change, ...page.items], total: page.total + 1 }
}

function newer(known: ChangeView | null, change: ChangeView): ChangeView {
  return known === null || known.id === change.id || known.at <= change.at ? change : known
}
