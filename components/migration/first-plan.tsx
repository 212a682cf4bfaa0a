'use client'

import { useQuery } from '@tanstack/react-query'
import { idleFlow } from '@/components/change/change-flow'
import { PrecheckList } from '@/components/change/precheck-list'
import { Section } from '@/components/service/section'
import { SeverityGlyph } from '@/components/ui/severity-glyph'
import { Skeleton } from '@/components/ui/skeleton'
import { useSettled } from '@/components/ui/use-settled'
import { visibleText } from '@/components/ui/visible-text'
import type { ChangeRequest } from '@/lib/client/commands'
import { draftPlanQuery } from '@/lib/client/manifest-queries'

const pauseMs = 600

/** What the plan of the change that decides it says today; the migration may begin whatever it says. */
export function FirstPlan({ request }: { request: ChangeRequest }) {
  const key = JSON.stringify(request)
  const isSettled = useSettled(key, pauseMs) === key
  const { data, error } = useQuery({ ...draftPlanQuery(request), enabled: isSettled })
  return (
    <Section
      title="What its change would ask today"
      note="nothing stands in the way of beginning"
      className="border-t border-line"
    >
      {error ? (
        <p role="alert" className="flex gap-3 py-1 wrap-anywhere">
          <SeverityGlyph severity="warning" size={14} className="mt-[3px] shrink-0" />
          <span>It cannot be planned now. {visibleText(error.message)}</span>
        </p>
      ) : data === undefined ? (
        <div aria-busy="true" className="grid gap-3 py-2">
          <Skeleton className="w-2/3" />
          <Skeleton className="w-1/2" />
        </div>
      ) : (
        <PrecheckList
          prechecks={data.prechecks}
          consent={idleFlow.consent}
          onAccept={() => undefined}
          isLocked
          namespace={request.service.namespace}
          until={data.expiresAt}
        />
      )}
    </Section>
  )
}
