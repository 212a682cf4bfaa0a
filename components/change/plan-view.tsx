import { Section } from '@/components/service/section'
import { Banner } from '@/components/ui/banner'
import { TimeOfDay } from '@/components/ui/time-of-day'
import { visibleText } from '@/components/ui/visible-text'
import type { Plan } from '@/lib/contract/changes'
import type { Group } from '@/lib/contract/groups'
import { type Consent, needsReview } from './change-flow'
import { CutOverForecast } from './cut-over-section'
import { FromTo } from './from-to'
import { GitInstead } from './git-instead'
import { leadsWords, PlanDiagram } from './plan-diagram'
import { PlanDiff } from './plan-diff'
import { targetsOf } from './plan-targets'
import { PrecheckList } from './precheck-list'
import { Reverting } from './reverting'
import { SheetAside, SheetColumns } from './sheet-columns'
import { UndoForecast } from './undo-forecast'
import { WhyField } from './why-field'

interface PlanViewProps {
  plan: Plan
  members: Group['members'] | null
  consent: Consent
  onAccept: (consent: Partial<Consent>) => void
  isLocked: boolean
  refusal: string | null
  /** Copies the same change for the repository and waits for it; null while that cannot be done. */
  onPropose: (() => void) | null
}

/** What a plan would do: from and to, before and after, every field, and the prechecks with their evidence. */
export function PlanView({ plan, members, consent, onAccept, isLocked, refusal, onPropose }: PlanViewProps) {
  const { from, to } = targetsOf(plan)
  const { service } = plan.request
  return (
    <>
      {refusal !== null && (
        <Banner severity="warning" title="It was not applied." role="alert">
          {refusal}
        </Banner>
      )}
      <FromTo from={from} to={to} members={members} isDone={false} />
      <SheetColumns>
        <div className="min-w-0">
          <Section title="Before" note={<ReadAt plan={plan} />}>
            <PlanDiagram source={plan.before} label={leadsWords('Before', from)} name={`${service.name}-before`} />
          </Section>
          <Section title="After">
            <PlanDiagram source={plan.after} label={leadsWords('After', to)} name={`${service.name}-after`} />
          </Section>
          <Section title="What the server would store" note={warningWords(plan)}>
            <PlanDiff plan={plan} />
            <ul className="mt-1.5 text-12 text-warning">
              {plan.warnings.map((warning) => (
                <li key={warning}>{visibleText(warning)}</li>
              ))}
            </ul>
          </Section>
          <Reverting plan={plan} />
          <GitInstead plan={plan} onPropose={onPropose} />
        </div>
        {/* What has to be settled first is not below the fold of a small screen. */}
        <SheetAside isFirst={needsReview(plan)}>
          <PrecheckList
            prechecks={plan.prechecks}
            consent={consent}
            onAccept={onAccept}
            namespace={service.namespace}
            until={plan.expiresAt}
            isLocked={isLocked}
          />
          <UndoForecast plan={plan} members={members} />
          <WhyField consent={consent} onAccept={onAccept} isLocked={isLocked} />
        </SheetAside>
      </SheetColumns>
      {plan.cutOver && <CutOverForecast cutOver={plan.cutOver} />}
    </>
  )
}

function ReadAt({ plan }: { plan: Plan }) {
  const at = plan.prechecks[0]?.checkedAt
  if (at === undefined) return null
  return (
    <>
      live at <TimeOfDay at={at} withSeconds />
    </>
  )
}

function warningWords({ warnings }: Plan): string {
  if (warnings.length === 0) return 'dry run, no warnings'
  return warnings.length === 1 ? 'dry run, 1 warning' : `dry run, ${warnings.length} warnings`
}
