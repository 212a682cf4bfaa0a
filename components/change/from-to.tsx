import { HostText } from '@/components/ui/host-text'
import { Icon } from '@/components/ui/icon'
import { LaneArm } from '@/components/ui/lane-arm'
import { visibleText } from '@/components/ui/visible-text'
import type { Group } from '@/lib/contract/groups'
import { laneOf } from './lane-of'

interface FromToProps {
  from: string | null
  to: string | null
  members: Group['members'] | null
  /** Whether the second one is what the API server holds now. */
  isDone: boolean
}

/** What is left and what is taken, each with its lane. */
export function FromTo({ from, to, members, isDone }: FromToProps) {
  return (
    <div className="grid min-h-11 grid-cols-[minmax(0,1fr)_16px_minmax(0,1fr)] items-center gap-4 border-b border-line px-5 py-1.5 max-sm:grid-cols-[minmax(0,1fr)] max-sm:gap-1.5 max-sm:px-4">
      <LaneHost target={from} members={members} isLive={!isDone} />
      <Icon name="arrow" className="text-fg-3 max-sm:hidden" />
      <LaneHost target={to} members={members} isLive={isDone} />
    </div>
  )
}

/** A target with the lane it belongs to, when it is one of the group's. */
export function LaneHost({
  target,
  members,
  isLive,
}: {
  target: string | null
  members: Group['members'] | null
  isLive: boolean
}) {
  if (target === null) return <span className="text-fg-3">no external name</span>
  const colour = laneOf(target, members)
  return (
    <span className="flex min-w-0 items-center gap-2.5">
      {colour && <LaneArm colour={colour} live={isLive} />}
      {/* Addresses with the word before them are no host to be cut where its domain begins. */}
      {target.includes(' ') ? (
        <span className="mono min-w-0 wrap-anywhere">{visibleText(target)}</span>
      ) : (
        <HostText host={target} />
      )}
    </span>
  )
}
