'use client'

import { useQuery } from '@tanstack/react-query'
import { Section } from '@/components/service/section'
import { SeverityGlyph } from '@/components/ui/severity-glyph'
import { Skeleton } from '@/components/ui/skeleton'
import { visibleText } from '@/components/ui/visible-text'
import { type ChangeRequest, createPlan } from '@/lib/client/commands'
import type { ChangeView, Plan } from '@/lib/contract/changes'
import { GitFiles } from './git-files'
import { GitSteps } from './git-steps'

interface ProposedFilesProps {
  change: ChangeView
  /** The plan that was proposed here; null for a proposal that was opened by its link. */
  plan: Plan | null
}

/** The files of a proposal and what follows: those of its own plan, else the same ones made anew from the Service as it is now. */
export function ProposedFiles({ change, plan: own }: ProposedFilesProps) {
  const request = requestOf(change)
  const { data, error, isPending } = useQuery({
    queryKey: ['proposed-files', change.id],
    queryFn: ({ signal }) => (request === null ? null : createPlan(request, signal)),
    enabled: own === null,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  const plan = own ?? data ?? null
  if (plan?.git && plan.fieldOwner) {
    return (
      <>
        <GitFiles git={plan.git} source={plan.fieldOwner.source} />
        <GitSteps owner={plan.fieldOwner} isProposed />
      </>
    )
  }
  if (isPending) return <Making />
  const { name } = change.service
  return (
    <Section title="The change for Git">
      <p role="alert" className="flex gap-2 wrap-anywhere">
        <SeverityGlyph severity="unknown" label={null} className="mt-0.5 shrink-0" />
        <span>
          It cannot be made again here.{' '}
          {visibleText(error?.message ?? `No signal says any more that ${name} comes from a repository.`)}
        </span>
      </p>
    </Section>
  )
}

function Making() {
  return (
    <Section title="The change for Git" note="made anew from the Service as it is">
      <div aria-busy="true" className="grid h-48 content-start gap-4 pt-2">
        <Skeleton className="w-40" />
        <Skeleton className="w-full" />
        <Skeleton className="w-2/3" />
      </div>
    </Section>
  )
}

// By its target rather than its colour, which may have got another one meanwhile. An undo may lead back over a type, so it stays one.
function requestOf({ service, to, undoOf }: ChangeView): ChangeRequest | null {
  if (undoOf !== null) return { kind: 'undo', service, changeId: undoOf }
  return to.target === null ? null : { kind: 'retarget', service, target: to.target }
}
