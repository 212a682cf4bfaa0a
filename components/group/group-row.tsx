import Link from 'next/link'
import { EnvironmentPip } from '@/components/ui/environment-pip'
import { Owner } from '@/components/ui/owner'
import type { Group } from '@/lib/contract/groups'
import { colours } from '@/lib/domain/group/colour'
import { LaneCell } from './lane-cell'
import { SwitchCell } from './switch-cell'

/** One group: what it is, its lanes, and the switch. */
export function GroupRow({ group }: { group: Group }) {
  const { members, probes, live, namespace, name, cluster } = group
  const shown = members.active ?? members.blue ?? members.green
  return (
    <article
      id={`${namespace}-${name}`}
      data-group=""
      tabIndex={-1}
      aria-label={`Group ${name} in ${namespace}`}
      className="grid outline-none focus-visible:shadow-focus-in grid-cols-[200px_minmax(0,1fr)_minmax(0,1fr)_236px] border-b border-line max-lg:grid-cols-[140px_minmax(0,1fr)_minmax(0,1fr)_212px] max-md:grid-cols-2 max-sm:grid-cols-1"
    >
      <div className="min-w-0 py-3.5 pr-3 pl-5 max-md:col-span-full max-sm:pl-4">
        <h2 className="truncate text-15 font-semibold tracking-[-0.01em]" title={name}>
          {members.active ? (
            <Link href={`/services/${cluster}/${namespace}/${name}`} className="hover:underline">
              {name}
            </Link>
          ) : (
            name
          )}
        </h2>
        <div className="mt-0.5 grid grid-cols-[minmax(0,1fr)] gap-0.5 text-12 text-fg-3 max-md:flex max-md:flex-wrap max-md:gap-x-3">
          <span className="truncate" title={namespace}>
            {namespace}
          </span>
          {shown && shown.environment !== null && <EnvironmentPip environment={shown.environment} />}
          {shown && <Owner owner={shown.owner} />}
        </div>
      </div>
      {colours.map((colour) => (
        <LaneCell
          key={colour}
          colour={colour}
          member={members[colour]}
          probe={probes[colour]}
          isLive={live === colour}
          since={members.active?.changedAt ?? null}
        />
      ))}
      <div className="min-w-0 border-l border-line px-4 py-3.5 max-md:col-span-full max-md:border-t max-md:border-l-0 max-sm:border-t-0">
        <SwitchCell group={group} />
      </div>
    </article>
  )
}
