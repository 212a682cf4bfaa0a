import { clsx } from 'clsx'
import type { Group } from '@/lib/contract/groups'
import type { Problem } from '@/lib/contract/problem'
import { LaneHost } from './from-to'
import { leadOf } from './lane-of'

type Endpoint = NonNullable<Problem['now']>

/** Seen, now, wanted: what the plan was made from, what the API server holds, what was asked for. */
export function ConflictStates({ problem, members }: { problem: Problem; members: Group['members'] | null }) {
  const states: ReadonlyArray<readonly [string, Endpoint | null | undefined]> = [
    ['Seen', problem.seen],
    ['Now', problem.now],
    ['Wanted', problem.wanted],
  ]
  return (
    <dl>
      {states.map(([name, endpoint]) => (
        <div
          key={name}
          className={clsx(
            'grid min-h-8 grid-cols-[72px_minmax(0,1fr)] items-center gap-3 border-b border-line px-2 py-1',
            name === 'Now' && 'bg-warning-bg text-warning',
          )}
        >
          <dt className={name === 'Now' ? 'font-medium' : 'text-fg-3'}>{name}</dt>
          <dd className="min-w-0 text-fg">
            {endpoint ? (
              endpoint.type === 'ExternalName' ? (
                <LaneHost target={leadOf(endpoint)} members={members} isLive={name === 'Now'} />
              ) : (
                <span>a Service of type {endpoint.type}</span>
              )
            ) : (
              <span className="text-fg-3">gone</span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}
