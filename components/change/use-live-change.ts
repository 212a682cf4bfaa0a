import { useQuery } from '@tanstack/react-query'
import { changeQuery } from '@/lib/client/queries'
import type { ChangeView } from '@/lib/contract/changes'
import type { ChangeState } from '@/lib/domain/change/change-state'

const nothing = { service: { cluster: '', namespace: '', name: '' }, id: '' }

/** A change as the stream last told it; asked for again now and then in case the stream is away. */
export function useLiveChange(change: ChangeView): ChangeView {
  const { data } = useQuery({ ...changeQuery(change.service, change.id), initialData: change, refetchInterval: 15_000 })
  return data
}

/** The state of a change as the stream last told it, without asking. */
export function useLiveState(change: ChangeView | null): ChangeState | null {
  const { service, id } = change ?? nothing
  const { data } = useQuery({ ...changeQuery(service, id), enabled: false })
  return data?.state ?? change?.state ?? null
}
