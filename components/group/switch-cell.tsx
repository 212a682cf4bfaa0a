'use client'

import { useId } from 'react'
import { ChangeSheet } from '@/components/change/change-sheet'
import { CutOverClock } from '@/components/change/cut-over-clock'
import { useChangeFlow } from '@/components/change/use-change-flow'
import { Button } from '@/components/ui/button'
import { LaneMark } from '@/components/ui/lane-arm'
import { visibleText } from '@/components/ui/visible-text'
import type { Group } from '@/lib/contract/groups'
import { type Colour, colours, otherColour } from '@/lib/domain/group/colour'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { useIsDenied } from './use-is-denied'
import { useRecentChange } from './use-recent-change'

/** The switch of a group: one click when it is ready, a look when something is to be said, the clock and Undo while it cuts over. */
export function SwitchCell({ group }: { group: Group }) {
  const flow = useChangeFlow()
  const { members, live } = group
  const service: ServiceRef = { cluster: group.cluster, namespace: group.namespace, name: group.name }
  const { at } = flow.state
  const recent = useRecentChange(service, members.active?.changedAt ?? null, at.step === 'applied' ? at.change : null)
  const isBusy = at.step === 'planning' || at.step === 'applying'
  const canUndo = recent !== null && recent.change.kind !== 'undo' && recent.isInForce
  const undo = () => recent && flow.start({ kind: 'undo', service, changeId: recent.change.id })
  const wanted: readonly Colour[] =
    live === null ? colours.filter((colour) => members[colour] !== null) : [otherColour(live)]
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2.5">
      {recent && (
        <CutOverClock
          change={recent.change}
          action={
            canUndo && (
              <Button icon="undo" unavailable={isBusy} onClick={undo}>
                Undo
              </Button>
            )
          }
        />
      )}
      {!recent?.isRunning && members.active && (
        <SwitchButtons
          group={group}
          wanted={wanted}
          isBusy={isBusy}
          onSwitch={(to) => flow.start({ kind: 'switch', service, to })}
        />
      )}
      {!members.active && <Why>The active Service {group.name} does not exist, so there is nothing to switch.</Why>}
      <p role="status" className="sr-only">
        {isBusy ? `Switching ${group.name}` : ''}
      </p>
      <ChangeSheet flow={flow} members={members} />
    </div>
  )
}

interface SwitchButtonsProps {
  group: Group
  wanted: readonly Colour[]
  isBusy: boolean
  onSwitch: (to: Colour) => void
}

function SwitchButtons({ group, wanted, isBusy, onSwitch }: SwitchButtonsProps) {
  const { state, reasons } = group.readiness
  const isDenied = useIsDenied(group)
  const why = useId()
  const isReady = state === 'ready' && !isDenied && wanted.length === 1
  const [reason] = reasons
  return (
    <>
      {wanted.map((colour) => (
        <Button
          key={colour}
          size="lg"
          variant={isReady ? 'ink' : 'plain'}
          unavailable={isBusy || isDenied}
          aria-describedby={why}
          aria-busy={isBusy || undefined}
          onClick={() => onSwitch(colour)}
          className="w-full"
        >
          <LaneMark colour={colour} onInk={isReady && !isBusy} label={isReady || isDenied ? null : colour} />
          {buttonWords(colour, isBusy, isReady || isDenied)}
        </Button>
      ))}
      <div id={why}>
        {isDenied ? (
          <Why>
            You lack <span className="mono">patch services</span> in {group.namespace}.
          </Why>
        ) : (
          <Reason text={reason ?? readyWords(group)} />
        )}
      </div>
    </>
  )
}

function buttonWords(colour: Colour, isBusy: boolean, isPlain: boolean): string {
  if (isBusy) return `Switching to ${colour}…`
  return isPlain ? `Switch to ${colour}` : 'Review and switch…'
}

/** A reason as `what: evidence`, the evidence cut to a few lines; the sheet shows all of it. */
function Reason({ text }: { text: string }) {
  const shown = visibleText(text)
  const [what = shown, ...evidence] = shown.split(': ')
  if (evidence.length === 0) return <Why>{shown}</Why>
  return (
    <p title={shown} className="line-clamp-3 text-12 wrap-anywhere text-fg-2">
      <b className="font-semibold text-fg">{what}.</b> {evidence.join(': ')}
    </p>
  )
}

function readyWords({ readiness, live }: Group): string {
  if (readiness.state === 'ready') return 'Ready. One click switches it, and it can be undone.'
  return live === null ? 'The active Service has the target of neither colour alone.' : 'Not known yet.'
}

function Why({ children }: { children: React.ReactNode }) {
  return <p className="text-12 break-words text-fg-2">{children}</p>
}
