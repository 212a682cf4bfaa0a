import type { QueryClient } from '@tanstack/react-query'
import type { ChangesList, ChangeView, ServiceChanges } from '@/lib/contract/changes'
import type { ServiceDetail } from '@/lib/contract/services'
import { cacheKeys } from './queries'

/** Puts a change where screens look for it: the change itself, its Service's list and detail. For stream events and for answers of commands. */
export function applyChange(queryClient: QueryClient, change: ChangeView): void {
  const key = cacheKeys.service(change.service)
  queryClient.setQueryData<ChangeView>([...key, 'change', change.id], (known) =>
    known && known.steps.length > change.steps.length ? known : change,
  )
  queryClient.setQueryData<ServiceChanges>([...key, 'changes'], (page) => page && withChange(page, change))
  queryClient.setQueriesData<ChangesList>(
    { queryKey: cacheKeys.changeLists },
    (page) => page && withValues(page, change),
  )
  queryClient.setQueryData<ServiceDetail>(
    [...key, 'detail'],
    (detail) => detail && { ...detail, lastChange: newer(detail.lastChange, change) },
  )
}

function withChange(page: ServiceChanges, change: ChangeView): ServiceChanges {
  const known = withValues(page, change)
  if (known !== page) return known
  return { ...page, items: [change, ...page.items], total: page.total + 1 }
}

/** The change as it is now where it stands in the list; what is new to the list is asked for. */
function withValues<Page extends { items: ChangeView[] }>(page: Page, change: ChangeView): Page {
  const isKnown = page.items.some(({ id }) => id === change.id)
  return isKnown ? { ...page, items: page.items.map((item) => (item.id === change.id ? change : item)) } : page
}

function newer(known: ChangeView | null, change: ChangeView): ChangeView {
  return known === null || known.id === change.id || known.at <= change.at ? change : known
}
