import { Button } from '@/components/ui/button'
import { useTimed } from '@/components/ui/now'
import { appliedOf, canStart, hasEnded, phaseOf } from './change-set'
import { setProgress, setTitle } from './set-words'
import type { ChangeSet } from './use-change-set'

/** What can be done with a set now. */
export function SetFoot({ set }: { set: ChangeSet }) {
  const { state } = set
  return (
    <>
      <span className="min-w-0 text-12 text-fg-2 max-sm:text-11">{setProgress(state)}</span>
      <span className="ml-auto" />
      <Verbs set={set} />
    </>
  )
}

function Verbs({ set }: { set: ChangeSet }) {
  const { state } = set
  switch (phaseOf(state)) {
    case 'none':
    case 'planning':
      return null
    case 'planned':
      return <Planned set={set} />
    case 'running':
      return (
        <Button size="lg" onClick={set.close}>
          Close, it goes on
        </Button>
      )
    case 'stopped':
    case 'done':
      return <Ended set={set} />
  }
}

function Planned({ set }: { set: ChangeSet }) {
  const { state } = set
  const isVoid = useTimed((nowMs) => hasEnded(state, nowMs))
  return (
    <>
      {isVoid && (
        <span role="status" className="text-12 text-warning">
          These plans are no longer valid.
        </span>
      )}
      <Button size="lg" variant="quiet" onClick={set.close}>
        Cancel
      </Button>
      {isVoid ? (
        <Button key="again" size="lg" variant="ink" onClick={set.planAgain}>
          Plan again
        </Button>
      ) : (
        <Button key="start" size="lg" variant="ink" unavailable={!canStart(state)} onClick={set.start}>
          {setTitle(state)}
        </Button>
      )}
    </>
  )
}

function Ended({ set }: { set: ChangeSet }) {
  const { state } = set
  const done = appliedOf(state).length
  const rest = state.items.filter(({ at }) => at.step !== 'applied')
  return (
    <>
      {done > 0 && !state.isUndo && (
        <Button size="lg" icon="undo" onClick={set.undo}>
          Undo the {done} done
        </Button>
      )}
      {rest.length > 0 && (
        <Button size="lg" onClick={set.planAgain}>
          Plan the rest again
        </Button>
      )}
      <Button size="lg" variant="ink" onClick={set.close}>
        Done
      </Button>
    </>
  )
}
