import { useQuery } from '@tanstack/react-query'
import { changeQuery } from '@/lib/client/queries'
import type { ChangeView } from '@/lib/contract/changes'

/** A change as the stream last told it; asked for again now and then in case the stream is away. */
export function useLiveChange(change: ChangeView): ChangeView {
  const { data } = useQuery({ ...changeQuery(change.service, change.id), initialData: change, refetchInterval: 15_000 })
  return data
}
