import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import type { Group } from '@/lib/contract/groups'
import { otherColour } from '@/lib/domain/group/colour'
import { phaseOf } from './change-set'
import { setProgress } from './set-words'
import { type ChangeSet, maxSetSize } from './use-change-set'

interface SetBarProps {
  selected: readonly Group[]
  set: ChangeSet
  onClear: () => void
}

/** What is selected and what can be done with it, or how far the set is that runs; in front of the list's end. */
export function SetBar({ selected, set, onClear }: SetBarProps) {
  if (set.state.isOpen) return null
  if (phaseOf(set.state) !== 'none') {
    return (
      <Bar>
        <span>{setProgress(set.state)}</span>
        <Button onClick={set.open}>Open</Button>
      </Bar>
    )
  }
  if (selected.length === 0) return null
  const isTooMany = selected.length > maxSetSize
  const switchAll = () => {
    set.plan(
      selected.flatMap(({ live, members: { active } }) => {
        if (live === null || active === null) return []
        const { cluster, namespace, name } = active
        return [{ kind: 'switch' as const, service: { cluster, namespace, name }, to: otherColour(live) }]
      }),
    )
    onClear()
  }
  return (
    <Bar>
      <span>
        <span className="num">{selected.length}</span> selected
        {isTooMany && `; a set has at most ${maxSetSize}`}
      </span>
      <Button variant="quiet" onClick={onClear}>
        Clear
      </Button>
      <Button variant="ink" unavailable={isTooMany} onClick={switchAll}>
        Switch {selected.length === 1 ? '1 group' : `${selected.length} groups`}…
      </Button>
    </Bar>
  )
}

function Bar({ children }: { children: ReactNode }) {
  return (
    <section
      aria-label="Set of switches"
      className="absolute bottom-4 left-1/2 z-2 flex min-h-11 max-w-[calc(100%-32px)] -translate-x-1/2 items-center gap-3 rounded-8 bg-raised py-1.5 pr-2 pl-4 shadow-pop max-sm:w-full"
    >
      {children}
    </section>
  )
}
