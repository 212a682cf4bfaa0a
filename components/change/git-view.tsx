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
import { leadsWords, PlanDiagram } from './plan-diagram'
import { targetsOf } from './plan-targets'
import { SheetAside, SheetColumns } from './sheet-columns'
import { WhyField } from './why-field'

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
      <SheetColumns>
        <div className="min-w-0">
          <GitFiles git={git} source={owner.source} />
          <GitSteps owner={owner} isProposed={false} />
          <Section title="After">
            <PlanDiagram
              source={plan.after}
              label={leadsWords('After', to)}
              name={`${plan.request.service.name}-after`}
            />
          </Section>
        </div>
        <SheetAside>
          <GitOwner owner={owner} />
          <GitChecks prechecks={plan.prechecks} />
          <WhyField consent={consent} onAccept={onAccept} isLocked={isLocked} />
          <LiveWrite owner={owner} from={from} onWriteLive={() => onAccept({ writesLive: true })} />
        </SheetAside>
      </SheetColumns>
    </>
  )
}
