'use client'

import { Diagram } from '@/components/diagram/diagram'
import { Section } from '@/components/service/section'
import type { ChangeView, Plan } from '@/lib/contract/changes'
import type { Group } from '@/lib/contract/groups'
import { ChangeProgress } from './change-progress'
import { CutOverClock } from './cut-over-clock'
import { FromTo } from './from-to'
import { useLiveChange } from './use-live-change'

interface AppliedViewProps {
  change: ChangeView
  plan: Plan
  members: Group['members'] | null
}

/** A change that was applied, as it goes on: its steps, the clock, and what the API server holds now. */
export function AppliedView({ change: applied, plan, members }: AppliedViewProps) {
  const change = useLiveChange(applied)
  const label = `Now: the Service leads to ${change.to.target ?? 'no external name'}`
  return (
    <>
      <FromTo from={change.from.target} to={change.to.target} members={members} isDone />
      <div className="grid flex-1 grid-cols-2 divide-x divide-line max-md:grid-cols-1 max-md:divide-x-0 max-md:divide-y">
        <div className="min-w-0">
          <Section title="Live" note="goes on if you close this sheet">
            <ChangeProgress change={change} />
          </Section>
          <Section title="Now" note="what the API server holds; caches follow">
            <Diagram source={plan.after} label={label} name={`${change.service.name}-now`}>
              <p>{label}</p>
            </Diagram>
          </Section>
        </div>
        <Section title="Cut-over clock" className="max-md:order-first">
          <CutOverClock change={change} size="sheet" />
        </Section>
      </div>
    </>
  )
}
