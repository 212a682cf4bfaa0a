'use client'

import { Section } from '@/components/service/section'
import { Banner } from '@/components/ui/banner'
import { EmptyState } from '@/components/ui/empty-state'
import { Sheet } from '@/components/ui/sheet'
import { Skeleton } from '@/components/ui/skeleton'
import { visibleText } from '@/components/ui/visible-text'
import type { Group } from '@/lib/contract/groups'
import { AppliedView } from './applied-view'
import { ChangeSteps } from './change-steps'
import { changeTitle, requestTitle, serviceOf } from './change-title'
import { ConflictStates } from './conflict-states'
import { PlanView } from './plan-view'
import { SheetFoot } from './sheet-foot'
import { TargetForm } from './target-form'
import { useApplyKey } from './use-apply-key'
import type { ChangeFlow } from './use-change-flow'
import { useUndoKey } from './use-undo-key'

interface ChangeSheetProps {
  flow: ChangeFlow
  /** The group's members, when the Service has one: targets are shown with their lanes. */
  members: Group['members'] | null
}

/** One change from the plan to its proof, in a sheet. */
export function ChangeSheet({ flow, members }: ChangeSheetProps) {
  const { at, isOpen } = flow.state
  const service = serviceOf(at)
  useApplyKey(flow)
  const undo =
    at.step === 'applied' && at.request.kind !== 'undo'
      ? () => flow.start({ kind: 'undo', service: at.request.service, changeId: at.change.id })
      : null
  useUndoKey(isOpen ? undo : null)
  return (
    <Sheet
      open={isOpen}
      onOpenChange={(open) => {
        if (!open) flow.close()
      }}
      title={
        <>
          {changeTitle(at)}
          {service && (
            <span className="ml-3 text-13 font-normal tracking-normal text-fg-3">
              {service.namespace}, {service.cluster}
            </span>
          )}
        </>
      }
      headExtra={<ChangeSteps at={at} />}
      foot={
        at.step === 'idle' || at.step === 'asking' || at.step === 'planning' ? undefined : (
          <SheetFoot flow={flow} onUndo={undo} />
        )
      }
    >
      <div className="flex min-h-full flex-col">
        <Body flow={flow} members={members} />
      </div>
    </Sheet>
  )
}

function Body({ flow, members }: ChangeSheetProps) {
  const { at, consent } = flow.state
  switch (at.step) {
    case 'idle':
      return null
    case 'asking':
      return (
        <TargetForm
          key={at.refusal}
          service={at.service}
          current={flow.state.current}
          draft={at.draft}
          refusal={at.refusal}
          onPlan={(target) => flow.review({ kind: 'retarget', service: at.service, target })}
        />
      )
    case 'planning':
      return <Planning />
    case 'planned':
    case 'applying':
      return (
        <PlanView
          plan={at.plan}
          members={members}
          consent={consent}
          onAccept={flow.accept}
          isLocked={at.step === 'applying'}
          refusal={at.step === 'planned' ? at.refusal : null}
        />
      )
    case 'applied':
      return <AppliedView change={at.change} plan={at.plan} members={members} />
    case 'conflict':
      return (
        <>
          <Banner
            severity="warning"
            title={`${at.request.service.name} changed while you looked. Nothing was written.`}
            role="alert"
          >
            {visibleText(at.problem.detail)}
          </Banner>
          <Section
            title="Three states"
            note={<span className="mono">spec.externalName</span>}
            className="max-w-[640px]"
          >
            <ConflictStates problem={at.problem} members={members} />
          </Section>
          <Section title="What you can do">
            <dl className="grid grid-cols-[96px_minmax(0,1fr)] gap-y-1">
              <dt className="text-fg-3">Plan again</dt>
              <dd>reads {at.request.service.name} anew and asks every check again</dd>
              <dt className="text-fg-3">Leave</dt>
              <dd>{at.request.service.name} stays as it is now</dd>
            </dl>
          </Section>
        </>
      )
    case 'failed':
      return (
        <EmptyState title={`${requestTitle(at.request)}: not possible`}>
          <p role="alert">{visibleText(at.message)}</p>
          {at.causes.map((cause) => (
            <p key={cause}>{visibleText(cause)}</p>
          ))}
        </EmptyState>
      )
  }
}

function Planning() {
  return (
    <div aria-busy="true" className="grid grid-cols-2 gap-10 p-5 max-md:grid-cols-1">
      <p role="status" className="sr-only">
        Planning: reading, checking and trying the write
      </p>
      <div className="grid content-start gap-5">
        <Skeleton className="h-20! w-full rounded-8!" />
        <Skeleton className="h-20! w-full rounded-8!" />
      </div>
      <div className="grid content-start gap-5">
        <Skeleton className="w-40" />
        <Skeleton className="w-full" />
        <Skeleton className="w-full" />
        <Skeleton className="w-2/3" />
      </div>
    </div>
  )
}
