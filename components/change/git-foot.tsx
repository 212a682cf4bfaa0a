import { Button } from '@/components/ui/button'
import { useTimed } from '@/components/ui/now'
import type { Plan } from '@/lib/contract/changes'
import { copyText } from './git-files'
import { isRefusedForGit, proposeVerb } from './git-words'
import type { ChangeFlow } from './use-change-flow'

interface GitFootProps {
  flow: ChangeFlow
  plan: Plan
  isBusy: boolean
  /** Whether what the plan rests on changed since. */
  isStale: boolean
}

/** The foot of a sheet that leads with the change for the repository: its one verb copies the change and waits for it. */
export function GitFoot({ flow, plan, isBusy, isStale }: GitFootProps) {
  const isVoid = useTimed((nowMs) => isStale || Date.parse(plan.expiresAt) <= nowMs)
  const isRefused = isRefusedForGit(plan)
  return (
    <>
      <span role="status" className="min-w-0 text-12 text-fg-3 max-sm:hidden">
        Nothing is written live.{isVoid && ' This plan is no longer valid.'}
        {isRefused && ' What cannot be passed stands in the way.'}
      </span>
      <span className="ml-auto" />
      <Button size="lg" variant="quiet" onClick={flow.close}>
        {isBusy ? 'Close, it goes on' : 'Cancel'}
      </Button>
      {isVoid && !isBusy ? (
        <Button size="lg" variant="ink" onClick={() => flow.review(plan.request)} className="max-sm:flex-1">
          Plan again
        </Button>
      ) : (
        <Button
          size="lg"
          variant="ink"
          icon="git"
          unavailable={isBusy || isRefused}
          aria-busy={isBusy || undefined}
          onClick={() => copyAndPropose(flow, plan)}
          className="max-sm:flex-1"
        >
          {isBusy ? 'Recording…' : proposeVerb(plan)}
        </Button>
      )}
    </>
  )
}

/** Copies the change in its first form, and waits for it. */
export function copyAndPropose(flow: ChangeFlow, plan: Plan): void {
  const [file] = plan.git?.files ?? []
  if (file) void copyText(file.text)
  flow.propose(plan)
}
