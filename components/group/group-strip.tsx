import Link from 'next/link'
import { HostText } from '@/components/ui/host-text'
import { LaneArm } from '@/components/ui/lane-arm'
import type { Group } from '@/lib/contract/groups'
import { colours } from '@/lib/domain/group/colour'

/** The lanes of the alias' group in one line, with the way to the switches. */
export function GroupStrip({ group }: { group: Group }) {
  return (
    <section
      aria-label={`Group ${group.name}`}
      className="flex flex-wrap items-center gap-x-6 gap-y-2 border-t border-line px-5 py-2.5 max-sm:px-4"
    >
      <h2 className="font-semibold">Group {group.name}</h2>
      {colours.map((colour) => (
        <span key={colour} className="flex min-w-0 items-center gap-2">
          <LaneArm colour={colour} live={group.live === colour} />
          {group.members[colour]?.target ? (
            <HostText host={group.members[colour].target} />
          ) : (
            <span className="text-fg-3">missing</span>
          )}
        </span>
      ))}
      <Link
        href={`/switches#${group.namespace}-${group.name}`}
        className="ml-auto underline decoration-line-3 underline-offset-2"
      >
        Open in Switches
      </Link>
    </section>
  )
}
