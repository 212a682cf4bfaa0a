'use client'

import { LaneHost } from '@/components/change/from-to'
import { kindWords } from '@/components/change/kind-words'
import { leadOf } from '@/components/change/lane-of'
import { Age } from '@/components/ui/age'
import { SeverityGlyph } from '@/components/ui/severity-glyph'
import { visibleText } from '@/components/ui/visible-text'
import type { ChangeView } from '@/lib/contract/changes'
import type { Group } from '@/lib/contract/groups'
import { ChangeFacts, ChangePassed } from './change-facts'
import { ChangeMoments } from './change-moments'
import { changeOutcome, minutesAndSeconds, seenAfterSeconds } from './change-outcome'
import { WayBackButton } from './change-row'
import { OpenSheetButton } from './open-sheet-button'
import { OutcomeCell } from './outcome-cell'

interface TimelineChangeProps {
  change: ChangeView
  members: Group['members'] | null
  /** Null where the change cannot be taken back. */
  onWayBack: (() => void) | null
}

/** One change of an alias on its line of time: what, who, why, what became of it; its moments unfold. */
export function TimelineChange({ change, members, onWayBack }: TimelineChangeProps) {
  const { kind, from, to, by, reason, at, migration } = change
  const seen = seenAfterSeconds(change)
  return (
    <li className="relative grid grid-cols-[20px_minmax(0,1fr)] gap-x-3 px-5 pt-3 before:absolute before:top-8 before:bottom-[-12px] before:left-[29px] before:w-px before:bg-line-2 last:before:hidden max-sm:px-4 max-sm:before:left-[25px]">
      <span className="relative grid h-6 place-items-center bg-canvas">
        <SeverityGlyph severity={changeOutcome(change).severity} size={18} />
      </span>
      <div className="min-w-0 border-b border-line pb-3">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <b className="font-medium first-letter:uppercase">{visibleText(kindWords(kind))}</b>
          <OutcomeCell change={change} className="text-12" />
          {migration !== null && <span className="text-12 text-fg-3">step of a migration</span>}
          <span className="flex-1" />
          <span className="text-12 text-fg-3">
            <Age at={at} suffix="ago" fresh />
          </span>
          {onWayBack && (
            <span className="max-sm:hidden">
              <WayBackButton change={change} onPress={onWayBack} />
            </span>
          )}
        </div>
        <p className="mt-1 flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
          <End end={from} members={members} isLive={false} />
          <span aria-label="to" role="img" className="text-fg-3">
            →
          </span>
          <End end={to} members={members} isLive />
        </p>
        <p className="mt-1 text-12 break-words text-fg-2">
          {visibleText(by)}
          {reason !== null && <>, “{visibleText(reason)}”</>}
          {seen !== null && <>. The cluster’s DNS gave it after {minutesAndSeconds(seen)}</>}
        </p>
        {onWayBack && (
          <p className="mt-2 sm:hidden">
            <WayBackButton change={change} onPress={onWayBack} />
          </p>
        )}
        <details className="mt-1.5 text-12">
          <summary className="w-fit cursor-pointer text-fg-3 hover:text-fg">Moments and record</summary>
          <div className="mt-2 grid gap-x-6 gap-y-3 md:grid-cols-[1.2fr_1fr_1fr]">
            <ChangeMoments change={change} />
            <div>
              <ChangePassed change={change} />
            </div>
            <div>
              <ChangeFacts change={change} />
              <p className="mt-2">
                <OpenSheetButton change={change} />
              </p>
            </div>
          </div>
        </details>
      </div>
    </li>
  )
}

interface EndProps {
  end: ChangeView['from']
  members: Group['members'] | null
  isLive: boolean
}

/** Where it led, or what it was instead. */
function End({ end, members, isLive }: EndProps) {
  const lead = leadOf(end)
  if (lead === null && end.type !== 'ExternalName') return <span className="text-fg-3">{end.type}</span>
  return <LaneHost target={lead} members={members} isLive={isLive} />
}
