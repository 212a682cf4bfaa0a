import { useQuery } from '@tanstack/react-query'
import { useTimed } from '@/components/ui/now'
import { changeQuery, serviceChangesQuery } from '@/lib/client/queries'
import type { ChangeView } from '@/lib/contract/changes'
import { isInFlight } from '@/lib/domain/change/change-life'
import type { ServiceRef } from '@/lib/domain/service/service-ref'

export interface RecentChange {
  change: ChangeView
  /** Whether the proof still runs. */
  isRunning: boolean
  /** Whether the Service is as this change left it. */
  isInForce: boolean
}

const recentMs = 10 * 60_000
const pastStates: ReadonlySet<ChangeView['state']> = new Set([
  'undone',
  'reverted',
  'not-applied',
  'conflict',
  'cancelled',
  'ready',
  'applying',
])

/** The last change of a Service while it matters: made here, or found in the record when the Service was written in the last ten minutes. */
export function useRecentChange(
  service: ServiceRef,
  changedAt: string | null,
  made: ChangeView | null,
): RecentChange | null {
  const wasWritten = useTimed((nowMs) => changedAt !== null && nowMs - Date.parse(changedAt) < recentMs)
  const { data: page } = useQuery({ ...serviceChangesQuery(service), enabled: wasWritten })
  const recorded = page?.items[0] ?? null
  const newest = recorded && (!made || recorded.at >= made.at) ? recorded : made
  const { data: told } = useQuery({ ...changeQuery(service, newest?.id ?? ''), enabled: false })
  const change = newest && told && told.id === newest.id && told.steps.length >= newest.steps.length ? told : newest
  const isRecent = useTimed((nowMs) => change !== null && nowMs - Date.parse(change.at) < recentMs)
  if (change === null || !isRecent) return null
  return { change, isRunning: isInFlight(change), isInForce: !pastStates.has(change.state) }
}
