import { clsx } from 'clsx'
import { useId } from 'react'
import { RoleToAskFor } from '@/components/session/role-to-ask-for'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { LaneMark } from '@/components/ui/lane-arm'
import type { Group } from '@/lib/contract/groups'
import { type Colour, colours, otherColour } from '@/lib/domain/group/colour'
import { ReadinessSay } from './readiness-say'
import { useDenied } from './use-denied'

interface SwitchButtonsProps {
  group: Group
  isBusy: boolean
  /** Just switched: Undo stands above, and that it is ready need not be said. */
  isQuiet: boolean
  /** Goes through at once when nothing stands against it. */
  onSwitch: (to: Colour) => void
  /** Opens the sheet; nothing is written before the viewer says so. */
  onReview: (to: Colour) => void
}

/** What can be done with a group now, and why it is that. */
export function SwitchButtons({ group, isBusy, isQuiet, onSwitch, onReview }: SwitchButtonsProps) {
  const { isDenied, lacks } = useDenied(group)
  const why = useId()
  const { live, state, members, readiness } = group
  const isComplete =
    state !== 'ambiguous' &&
    state !== 'same-target' &&
    colours.every((colour) => members[colour]?.type === 'ExternalName')
  const shared = { isBusy, why }
  return (
    <>
      {live === null ? (
        <Choice {...shared} isLocked={isDenied || !isComplete} onReview={onReview} />
      ) : isDenied || readiness.state === 'blocked' ? (
        <Locked colour={otherColour(live)} why={why} />
      ) : (
        <Open
          {...shared}
          colour={otherColour(live)}
          isReady={readiness.state === 'ready'}
          isQuiet={isQuiet}
          onSwitch={onSwitch}
        />
      )}
      <div id={why} className={clsx(isQuiet && readiness.state === 'ready' && !isDenied && 'sr-only')}>
        {isDenied ? (
          <>
            <p className="text-12 break-words text-fg-2">
              {lacks.length === 0 ? (
                'This console only reads.'
              ) : (
                <>
                  You lack <span className="mono">patch services</span> in {group.namespace}.
                </>
              )}
            </p>
            <RoleToAskFor cluster={group.cluster} rights={lacks} />
          </>
        ) : (
          <ReadinessSay group={group} />
        )}
      </div>
      {live !== null && readiness.state === 'blocked' && isComplete && !isDenied && (
        <button
          type="button"
          aria-keyshortcuts="s"
          onClick={() => onReview(otherColour(live))}
          className="w-fit text-12 text-fg-2 underline decoration-line-3 underline-offset-2 hover:text-fg max-sm:min-h-11"
        >
          See the checks…
        </button>
      )}
    </>
  )
}

interface PartProps {
  isBusy: boolean
  /** The id of the words that say why. */
  why: string
}

function Open({
  colour,
  isReady,
  isQuiet,
  isBusy,
  why,
  onSwitch,
}: PartProps & { colour: Colour; isReady: boolean; isQuiet: boolean; onSwitch: (to: Colour) => void }) {
  const isInk = isReady && !isQuiet
  const words = isReady ? `Switch to ${colour}` : 'Review and switch…'
  return (
    <Button
      size="lg"
      variant={isInk ? 'ink' : 'plain'}
      unavailable={isBusy}
      aria-describedby={why}
      aria-busy={isBusy || undefined}
      aria-keyshortcuts="s"
      onClick={() => onSwitch(colour)}
      className="w-full"
    >
      <LaneMark colour={colour} onInk={isInk && !isBusy} label={isReady ? null : colour} />
      {isBusy ? `Switching to ${colour}…` : words}
    </Button>
  )
}

function Locked({ colour, why }: { colour: Colour; why: string }) {
  return (
    <Button size="lg" unavailable aria-describedby={why} className="w-full">
      <Icon name="lock" size={14} />
      Switch to {colour}
    </Button>
  )
}

function Choice({
  isBusy,
  isLocked,
  why,
  onReview,
}: PartProps & { isLocked: boolean; onReview: (to: Colour) => void }) {
  return (
    <div className="grid grid-cols-2 gap-1.5 max-lg:grid-cols-1 max-md:grid-cols-2">
      {colours.map((colour) => (
        <Button
          key={colour}
          size="lg"
          unavailable={isBusy || isLocked}
          aria-describedby={why}
          onClick={() => onReview(colour)}
        >
          <LaneMark colour={colour} label={null} />
          To {colour}…
        </Button>
      ))}
    </div>
  )
}
