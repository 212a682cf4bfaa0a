import { clsx } from 'clsx'
import Link from 'next/link'
import { Age } from '@/components/ui/age'
import { EnvironmentPip } from '@/components/ui/environment-pip'
import { Owner } from '@/components/ui/owner'
import type { Group } from '@/lib/contract/groups'
import { colours } from '@/lib/domain/group/colour'
import { GroupChecks } from './group-checks'
import { LaneCell } from './lane-cell'
import { SwitchCell } from './switch-cell'

interface GroupRowProps {
  group: Group
  isSelected: boolean
  /** Null where the group cannot be part of a set: it has no colour to be switched to. */
  onSelect: (() => void) | null
  isUnfolded: boolean
  onToggle: () => void
}

/** One group: what it is, its lanes, and the switch; unfolded, every check that stands. */
export function GroupRow({ group, isSelected, onSelect, isUnfolded, onToggle }: GroupRowProps) {
  const { namespace, name } = group
  const id = `${namespace}-${name}`
  return (
    <article
      id={id}
      data-group=""
      tabIndex={-1}
      aria-label={`Group ${name} in ${namespace}`}
      className={clsx(
        'grid outline-none focus-visible:shadow-focus-in grid-cols-[200px_minmax(0,1fr)_minmax(0,1fr)_236px] border-b border-line max-lg:grid-cols-[140px_minmax(0,1fr)_minmax(0,1fr)_212px] max-md:grid-cols-2 max-sm:grid-cols-1',
        isSelected && 'bg-selected',
      )}
    >
      <div className="flex min-w-0 gap-2 py-3.5 pr-3 pl-4 max-md:col-span-full">
        <GroupBox group={group} isSelected={isSelected} onSelect={onSelect} />
        <GroupFacts group={group} />
      </div>
      {colours.map((colour) => (
        <LaneCell
          key={colour}
          group={group}
          colour={colour}
          isUnfolded={isUnfolded}
          checksId={`${id}-checks`}
          onToggle={onToggle}
        />
      ))}
      <div className="min-w-0 border-l border-line px-4 py-3.5 max-md:col-span-full max-md:border-t max-md:border-l-0 max-sm:border-t-0">
        <SwitchCell group={group} />
      </div>
      {isUnfolded && <GroupChecks id={`${id}-checks`} group={group} />}
    </article>
  )
}

function GroupBox({ group, isSelected, onSelect }: Pick<GroupRowProps, 'group' | 'isSelected' | 'onSelect'>) {
  return (
    <label
      title={onSelect === null ? 'Only a group whose live colour is known can be part of a set' : undefined}
      className="-m-1.5 flex size-8 shrink-0 items-center justify-center max-sm:-m-3 max-sm:size-11"
    >
      <input
        type="checkbox"
        checked={isSelected}
        disabled={onSelect === null}
        aria-label={`Select ${group.name} in ${group.namespace}`}
        aria-keyshortcuts="x"
        onChange={() => onSelect?.()}
        className="size-4 accent-ink"
      />
    </label>
  )
}

function GroupFacts({ group }: { group: Group }) {
  const { members, namespace, name, cluster, live } = group
  const { active } = members
  const shown = active ?? members.blue ?? members.green
  return (
    <div className="min-w-0 flex-1">
      <h2 className="truncate text-15 font-semibold tracking-[-0.01em]" title={name}>
        {active ? (
          <Link href={`/services/${cluster}/${namespace}/${active.name}`} className="hover:underline">
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
        {active && active.name !== name && <span className="truncate">switches {active.name}</span>}
        {shown && shown.environment !== null && <EnvironmentPip environment={shown.environment} />}
        {shown && <Owner owner={shown.owner} />}
        {active && group.state === 'complete' && (
          <span>
            {live} for <Age at={active.changedAt} />
          </span>
        )}
        {active && group.state === 'drifted' && (
          <span>
            neither for <Age at={active.changedAt} />
          </span>
        )}
      </div>
    </div>
  )
}
