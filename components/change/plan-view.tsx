import { Diagram } from '@/components/diagram/diagram'
import { Section } from '@/components/service/section'
import { Banner } from '@/components/ui/banner'
import { TimeOfDay } from '@/components/ui/time-of-day'
import { visibleText } from '@/components/ui/visible-text'
import type { Plan } from '@/lib/contract/changes'
import type { Group } from '@/lib/contract/groups'
import type { Consent } from './change-flow'
import { CutOverForecast } from './cut-over-section'
import { FromTo } from './from-to'
import { PlanDiff } from './plan-diff'
import { targetsOf } from './plan-targets'
import { PrecheckList } from './precheck-list'
import { Reverting } from './reverting'
import { UndoForecast } from './undo-forecast'

interface PlanViewProps {
  plan: Plan
  members: Group['members'] | null
  consent: Consent
  onAccept: (consent: Partial<Consent>) => void
  isLocked: boolean
  refusal: string | null
}

/** What a plan would do: from and to, before and after, every field, and the prechecks with their evidence. */
export function PlanView({ plan, members, consent, onAccept, isLocked, refusal }: PlanViewProps) {
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
      <div className="grid flex-1 grid-cols-2 divide-x divide-line max-md:grid-cols-1 max-md:divide-x-0 max-md:divide-y">
        <div className="min-w-0">
          <Section title="Before" note={<ReadAt plan={plan} />}>
            <PlanDiagram
              name={`${service.name}-before`}
              source={plan.before}
              label={`Before: the Service leads to ${from ?? 'no external name'}`}
            />
          </Section>
          <Section title="After">
            <PlanDiagram
              name={`${service.name}-after`}
              source={plan.after}
              label={`After: the Service leads to ${to ?? 'no external name'}`}
            />
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
        </div>
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-3 px-5 py-3 max-sm:px-4">
          <PrecheckList
            prechecks={plan.prechecks}
            consent={consent}
            onAccept={onAccept}
            namespace={service.namespace}
            isLocked={isLocked}
          />
          <UndoForecast plan={plan} members={members} />
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
        </div>
      </div>
      {plan.cutOver && <CutOverForecast cutOver={plan.cutOver} />}
    </>
  )
}

function PlanDiagram({ source, label, name }: { source: string; label: string; name: string }) {
  return (
    <Diagram source={source} label={label} name={name}>
      <p>{visibleText(label)}</p>
    </Diagram>
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
