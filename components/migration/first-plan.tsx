'use client'

import { useQuery } from '@tanstack/react-query'
import { CheckLine } from '@/components/change/check-section'
import { precheckSeverity } from '@/components/change/precheck-severity'
import { Section } from '@/components/service/section'
import { Skeleton } from '@/components/ui/skeleton'
import { useSettled } from '@/components/ui/use-settled'
import type { ChangeRequest } from '@/lib/client/commands'
import { draftPlanQuery } from '@/lib/client/manifest-queries'
import type { Precheck } from '@/lib/domain/change/precheck'

const pauseMs = 600

/** What the plan of the change that decides it says today, to be known before: the migration may begin whatever it says. */
export function FirstPlan({ request }: { request: ChangeRequest }) {
  const key = JSON.stringify(request)
  const isSettled = useSettled(key, pauseMs) === key
  const { data, error } = useQuery({ ...draftPlanQuery(request), enabled: isSettled })
  const weighty = data?.prechecks.filter(({ state }) => state !== 'pass' && state !== 'skipped') ?? []
  const held = data?.prechecks.filter(({ state }) => state === 'pass') ?? []
  return (
    <Section
      title="What its change would ask today"
      note="to be settled by the time it is made, not before it begins"
      className="border-t border-line"
    >
      {error ? (
        <ul role="alert">
          <CheckLine severity="warning" says="It cannot be planned now" evidence={error.message} />
        </ul>
      ) : data === undefined ? (
        <div aria-busy="true" className="grid gap-3 py-2">
          <Skeleton className="w-2/3" />
          <Skeleton className="w-1/2" />
        </div>
      ) : (
        <>
          <Checks label="Still to be settled" checks={weighty} />
          {held.length > 0 && (
            <details open={weighty.length === 0}>
              <summary className="w-fit cursor-pointer text-12 text-fg-3 hover:text-fg max-sm:min-h-11">
                {held.length === 1 ? '1 check holds' : `${held.length} checks hold`}
              </summary>
              <Checks label="Holds" checks={held} />
            </details>
          )}
        </>
      )}
    </Section>
  )
}

function Checks({ label, checks }: { label: string; checks: readonly Precheck[] }) {
  if (checks.length === 0) return null
  const rank = { refuse: 0, block: 1, warn: 2, info: 3, skipped: 4, pass: 5 } as const
  return (
    <ul aria-label={label}>
      {[...checks]
        .sort((a, b) => rank[a.state] - rank[b.state])
        .map(({ code, state, title, evidence }) => (
          <CheckLine key={`${code} ${title}`} severity={precheckSeverity[state]} says={title} evidence={evidence} />
        ))}
    </ul>
  )
}
