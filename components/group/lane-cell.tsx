import { clsx } from 'clsx'
import Link from 'next/link'
import { verdictWords } from '@/components/inventory/verdict-words'
import { Age } from '@/components/ui/age'
import { HostText } from '@/components/ui/host-text'
import { LaneArm } from '@/components/ui/lane-arm'
import { VerdictBadge } from '@/components/ui/verdict-badge'
import { visibleText } from '@/components/ui/visible-text'
import type { Group } from '@/lib/contract/groups'
import type { Row } from '@/lib/contract/row'
import type { Colour } from '@/lib/domain/group/colour'
import { memberName } from '@/lib/domain/group/find-groups'
import { LaneFacts } from './lane-facts'
import { lanePartsOf } from './lane-parts'
import { LaneReadiness } from './lane-readiness'

interface LaneCellProps {
  group: Group
  colour: Colour
  isUnfolded: boolean
  /** The id of the checks that the readiness unfolds. */
  checksId: string
  onToggle: () => void
}

/** One lane of a group: its arm, whether it is live, its verdict, where it leads, and how ready it is. */
export function LaneCell({ group, colour, isUnfolded, checksId, onToggle }: LaneCellProps) {
  const member = group.members[colour]
  const isLive = group.live === colour
  const since = group.members.active?.changedAt ?? null
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
    <div
      role="group"
      aria-label={`${colour} lane`}
      className={clsx(
        'min-w-0 border-l border-line px-4 py-3.5 max-md:border-l-0',
        isLive && colour === 'blue' && 'bg-blue-bg shadow-[inset_0_2px_0_var(--color-blue-solid)]',
        isLive && colour === 'green' && 'bg-green-bg shadow-[inset_0_2px_0_var(--color-green-solid)]',
        !isLive && 'max-sm:border-t',
      )}
    >
      <div className="mb-2 flex min-h-5.5 items-center gap-2">
        <LaneArm colour={colour} live={isLive} />
        <span className="min-w-0 truncate text-12 text-fg-2">
          {isLive ? <b className="font-medium text-fg">Live</b> : 'Standby'}
          {isLive && since !== null && (
            <>
              , <Age at={since} />
            </>
          )}
        </span>
        {member && (
          <span className="ml-auto min-w-0">
            <VerdictBadge severity={member.verdict.severity}>{verdictWords(member)}</VerdictBadge>
          </span>
        )}
      </div>
      {member ? (
        <>
          <Target member={member} isNamedOtherwise={member.name !== memberName(group.name, colour)} />
          <LaneFacts
            probe={group.probes[colour]}
            readiness={
              <LaneReadiness
                parts={lanePartsOf(group, colour)}
                isUnfolded={isUnfolded}
                controls={checksId}
                onToggle={onToggle}
              />
            }
          />
        </>
      ) : (
        <Missing rivals={group.holders[colour]} />
      )}
    </div>
  )
}

function Target({ member, isNamedOtherwise }: { member: Row; isNamedOtherwise: boolean }) {
  const { cluster, namespace, name, target, type, addresses } = member
  const href = `/services/${cluster}/${namespace}/${name}`
  return (
    <div className="flex min-w-0 items-baseline gap-2">
      {target === null ? (
        <p className="text-fg-3">{type}, no external name</p>
      ) : (
        <Link
          href={href}
          title={addresses.length === 0 ? 'no address' : addresses.map(visibleText).join(', ')}
          className="block min-w-0 hover:underline"
        >
          <HostText host={target} />
        </Link>
      )}
      {isNamedOtherwise && (
        <Link href={href} className="ml-auto shrink-0 text-12 text-fg-3 hover:underline">
          {name}
        </Link>
      )}
    </div>
  )
}

function Missing({ rivals }: { rivals: readonly string[] }) {
  if (rivals.length < 2) return <p className="text-fg-3">No Service of this colour.</p>
  return <p className="wrap-anywhere text-fg-2">{rivals.join(' and ')} both claim it.</p>
}
