'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Consent } from '@/components/change/change-flow'
import { PrecheckList } from '@/components/change/precheck-list'
import { Section } from '@/components/service/section'
import { RoleToAskFor } from '@/components/session/role-to-ask-for'
import { Age } from '@/components/ui/age'
import { SeverityGlyph } from '@/components/ui/severity-glyph'
import { Skeleton } from '@/components/ui/skeleton'
import { useSettled } from '@/components/ui/use-settled'
import { visibleText } from '@/components/ui/visible-text'
import { ClientError } from '@/lib/client/client-error'
import type { ChangeRequest } from '@/lib/client/commands'
import { draftPlanQuery } from '@/lib/client/manifest-queries'
import { missingRight } from '@/lib/client/missing-right'

const pauseMs = 600

interface PlanPreviewProps {
  /** What would be planned; null while the manifest does not say it. */
  request: ChangeRequest | null
  /** Why there is nothing to plan. */
  lacks: string
  consent: Consent
  onAccept: (consent: Partial<Consent>) => void
}

/** What the plan will ask, planned anew whenever typing rests; nothing is written. What is accepted here is accepted in the sheet. */
export function PlanPreview({ request, lacks, consent, onAccept }: PlanPreviewProps) {
  const key = JSON.stringify(request)
  const settled = useSettled(key, pauseMs)
  const wanted = JSON.parse(settled) as ChangeRequest | null
  const plan = useQuery({
    ...draftPlanQuery(wanted ?? nothing),
    enabled: wanted !== null && request !== null,
    placeholderData: keepPreviousData,
  })
  const isCurrent = key === settled && !plan.isPlaceholderData
  const isPlanning = request !== null && (!isCurrent || plan.isFetching)
  return (
    <Section
      title="What the plan will ask"
      note={request === null ? lacks : isPlanning ? 'planning…' : <PlannedAt atMs={plan.dataUpdatedAt} />}
      className="border-t border-line"
    >
      {request === null ? null : isCurrent && plan.error ? (
        <Refusal error={plan.error} cluster={request.service.cluster} />
      ) : plan.data === undefined ? (
        <div aria-busy="true" className="grid gap-3 py-2">
          <Skeleton className="w-2/3" />
          <Skeleton className="w-1/2" />
        </div>
      ) : (
        <div aria-busy={isPlanning}>
          <PrecheckList
            prechecks={plan.data.prechecks}
            consent={consent}
            onAccept={onAccept}
            isLocked={isPlanning}
            namespace={request.service.namespace}
            until={plan.data.expiresAt}
          />
          {plan.data.warnings.map((warning) => (
            <p key={warning} className="flex gap-3 py-0.5">
              <SeverityGlyph severity="warning" size={14} className="mt-[3px] shrink-0" />
              {visibleText(warning)}
            </p>
          ))}
        </div>
      )}
    </Section>
  )
}

// Never asked for: a query needs a question even while it is switched off.
const nothing: ChangeRequest = { kind: 'delete', service: { cluster: '-', namespace: '-', name: '-' } }

function PlannedAt({ atMs }: { atMs: number }) {
  if (atMs === 0) return null
  return (
    <>
      checked <Age at={new Date(atMs).toISOString()} suffix="ago" />
    </>
  )
}

function Refusal({ error, cluster }: { error: Error; cluster: string }) {
  const causes = error instanceof ClientError ? (error.problem?.causes ?? []) : []
  const isForbidden = error instanceof ClientError && error.status === 403
  const lacks = missingRight(error)
  return (
    <div role="alert" className="flex gap-3 py-1">
      <SeverityGlyph
        severity={error instanceof ClientError && error.isPassing ? 'unknown' : 'critical'}
        size={14}
        className="mt-[3px] shrink-0"
      />
      <div className="min-w-0 wrap-anywhere">
        <p className="font-medium">{isForbidden ? 'A right is missing' : 'It cannot be planned'}</p>
        <p className="text-fg-2">{visibleText(error.message)}</p>
        {lacks && <RoleToAskFor cluster={cluster} rights={[lacks]} variant="plain" />}
        {causes.map(({ field, message }) => (
          <p key={`${field} ${message}`} className="text-fg-2">
            <span className="mono">{visibleText(field)}</span>: {visibleText(message)}
          </p>
        ))}
      </div>
    </div>
  )
}
