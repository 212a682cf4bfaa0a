import { clsx } from 'clsx'
import Link from 'next/link'
import { verdictWords } from '@/components/inventory/verdict-words'
import { Age } from '@/components/ui/age'
import { HostText } from '@/components/ui/host-text'
import { LaneArm } from '@/components/ui/lane-arm'
import { MiniChain } from '@/components/ui/mini-chain'
import { VerdictBadge } from '@/components/ui/verdict-badge'
import { visibleText } from '@/components/ui/visible-text'
import type { LaneProbe } from '@/lib/contract/probe'
import type { Row } from '@/lib/contract/row'
import type { Colour } from '@/lib/domain/group/colour'
import { LaneConnection } from './lane-connection'

interface LaneCellProps {
  colour: Colour
  member: Row | null
  probe: LaneProbe | null
  isLive: boolean
  /** When the active alias was written last: since when this lane is live. */
  since: string | null
}

/** One lane of a group: its arm, whether it is live, its verdict, where it leads. */
export function LaneCell({ colour, member, probe, isLive, since }: LaneCellProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
    <div
      role="group"
      aria-label={`${colour} lane`}
      className={clsx(
        'min-w-0 border-l border-line px-4 py-3.5 max-md:border-l-0',
        isLive && colour === 'blue' && 'bg-blue-bg shadow-[inset_0_2px_0_var(--color-blue-solid)]',
        isLive && colour === 'green' && 'bg-green-bg shadow-[inset_0_2px_0_var(--color-green-solid)]',
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
      {member ? <LaneFacts member={member} probe={probe} /> : <p className="text-fg-3">No Service of this colour.</p>}
    </div>
  )
}

function LaneFacts({ member, probe }: { member: Row; probe: LaneProbe | null }) {
  const { cluster, namespace, name, target, addresses, chain, brokenAt, verdict } = member
  const hops = chain.length
  return (
    <>
      {target === null ? (
        <p className="text-fg-3">{member.type}, no external name</p>
      ) : (
        <Link href={`/services/${cluster}/${namespace}/${name}`} className="block min-w-0 hover:underline">
          <HostText host={target} />
        </Link>
      )}
      <div className="mt-2.5 flex min-h-4 items-center gap-3 text-12 text-fg-3">
        <MiniChain chain={chain} brokenAt={brokenAt} severity={verdict.severity} />
        <span className="whitespace-nowrap">{hops === 1 ? '1 name' : `${hops} names`}</span>
        <span className="mono-11 min-w-0 truncate" title={addresses.map(visibleText).join(', ')}>
          {addressWords(addresses)}
        </span>
      </div>
      {probe && <LaneConnection probe={probe} />}
    </>
  )
}

function addressWords(addresses: readonly string[]): string {
  const [first, ...more] = addresses
  if (first === undefined) return 'no address'
  return more.length === 0 ? visibleText(first) : `${visibleText(first)} and ${more.length} more`
}
