import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { visibleText } from '@/components/ui/visible-text'
import type { Plan } from '@/lib/contract/changes'
import { GitFiles } from './git-files'
import { GitSteps } from './git-steps'
import { delivererWords, isRefusedForGit, type Owner, ownerNames, proposeVerb } from './git-words'

interface GitInsteadProps {
  plan: Plan
  /** Copies the change and waits for it; null while that cannot be done. */
  onPropose: (() => void) | null
}

/** The same change for the repository, folded: the second way where the owner does not write back by itself. */
export function GitInstead({ plan, onPropose }: GitInsteadProps) {
  const { git, fieldOwner: owner } = plan
  if (git === null || owner === null) return null
  return (
    <details className="group border-t border-line">
      <summary className="flex min-h-10 cursor-pointer items-center gap-2.5 px-5 hover:bg-hover max-sm:min-h-11 max-sm:px-4">
        <Icon name="git" className="shrink-0 text-fg-2" />
        <span className="shrink-0 font-semibold">Change it in Git instead</span>
        <span className="min-w-0 truncate text-fg-3">{ownerNames(owner)}, nothing is written live</span>
        <Icon name="chevron" className="ml-auto shrink-0 -rotate-90 text-fg-3 group-open:rotate-0" />
      </summary>
      <Caveat owner={owner} />
      <GitFiles git={git} source={owner.source} />
      <GitSteps owner={owner} isProposed={false} />
      <p className="px-5 pb-4 max-sm:px-4">
        <Button icon="git" unavailable={onPropose === null || isRefusedForGit(plan)} onClick={onPropose ?? undefined}>
          {proposeVerb(plan)}
        </Button>
      </p>
    </details>
  )
}

// A tool that leaves the field alone does not bring it either.
function Caveat({ owner }: { owner: Owner }) {
  if (owner.excluded === null || owner.heals !== 'never') return null
  return (
    <p className="px-5 pt-2 wrap-anywhere text-warning max-sm:px-4">
      {visibleText(owner.excluded)}: as long as that stands, {visibleText(delivererWords(owner))} does not bring it.
    </p>
  )
}
