import { Diagram } from '@/components/diagram/diagram'
import { Section } from '@/components/service/section'
import { Banner } from '@/components/ui/banner'
import { visibleText } from '@/components/ui/visible-text'
import type { Plan } from '@/lib/contract/changes'
import type { Group } from '@/lib/contract/groups'
import type { Consent } from './change-flow'
import { FromTo } from './from-to'
import { GitChecks } from './git-checks'
import { GitFiles } from './git-files'
import { GitOwner, LiveWrite } from './git-owner'
import { GitSteps } from './git-steps'
import { delivererWords, revertSentence } from './git-words'
import { targetsOf } from './plan-targets'

interface GitViewProps {
  plan: Plan
  members: Group['members'] | null
  consent: Consent
  onAccept: (consent: Partial<Consent>) => void
  isLocked: boolean
}

/** A plan whose owner would revert a live write: the same change for its repository leads, what proves it stands beside. */
export function GitView({ plan, members, consent, onAccept, isLocked }: GitViewProps) {
  const { from, to } = targetsOf(plan)
  const { git, fieldOwner: owner } = plan
  if (git === null || owner === null) return null
  return (
    <>
      <FromTo from={from} to={to} members={members} isDone={false} />
      <Banner severity="critical" title={`${revertSentence(owner)} Change it in Git instead.`}>
        {owner.declaredBy && `${visibleText(delivererWords(owner))} owns this field.`}
      </Banner>
      <div className="grid flex-1 grid-cols-2 divide-x divide-line max-md:grid-cols-1 max-md:divide-x-0 max-md:divide-y">
        <div className="min-w-0">
          <GitFiles git={git} source={owner.source} />
          <GitSteps owner={owner} isProposed={false} />
          <Section title="After">
            <Diagram source={plan.after} label={afterWords(to)} name={`${plan.request.service.name}-after`}>
              <p>{visibleText(afterWords(to))}</p>
            </Diagram>
          </Section>
        </div>
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-3 px-5 py-3 max-sm:px-4">
          <GitOwner owner={owner} />
          <GitChecks prechecks={plan.prechecks} />
          <label className="grid gap-1 text-12">
            <span className="text-fg-2">Why (kept in the record)</span>
            <input
              type="text"
              value={consent.reason}
              maxLength={1024}
              disabled={isLocked}
              onChange={(event) => onAccept({ reason: event.target.value })}
              className="h-7 rounded-6 border border-line-3 bg-canvas px-2 text-13 max-sm:h-11"
            />
          </label>
          <LiveWrite owner={owner} from={from} onWriteLive={() => onAccept({ writesLive: true })} />
        </div>
      </div>
    </>
  )
}

function afterWords(to: string | null): string {
  return `After: the Service leads to ${to ?? 'no external name'}`
}
