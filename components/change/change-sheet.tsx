'use client'

import { RoleToAskFor } from '@/components/session/role-to-ask-for'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Sheet } from '@/components/ui/sheet'
import { Skeleton } from '@/components/ui/skeleton'
import { visibleText } from '@/components/ui/visible-text'
import type { Group } from '@/lib/contract/groups'
import { AddressesForm } from './addresses-form'
import { AppliedView } from './applied-view'
import type { ChangeFlowState, ChangeStep } from './change-flow'
import { ChangeSteps } from './change-steps'
import { changeTitle, requestTitle, serviceOf } from './change-title'
import { ConflictView } from './conflict-view'
import { copyAndPropose } from './git-foot'
import { GitView } from './git-view'
import { leadsWithGit } from './git-words'
import { PlanView } from './plan-view'
import { ProposalView } from './proposal-view'
import { SheetAnnouncer } from './sheet-announcer'
import { SheetFoot } from './sheet-foot'
import { SheetLink } from './sheet-link'
import { TargetForm } from './target-form'
import { useApplyKey } from './use-apply-key'
import type { ChangeFlow } from './use-change-flow'
import { usePlanStaleness } from './use-plan-staleness'
import { useUndo } from './use-undo'
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
  const stale = usePlanStaleness(flow.state)
  useApplyKey(flow, stale === null)
  const undo = useUndo(flow)
  useUndoKey(isOpen ? undo : null)
  return (
    <Sheet
      open={isOpen}
      onOpenChange={(open) => {
        if (!open) flow.close()
      }}
      title={
        <>
          {visibleText(changeTitle(at, members))}
          {service && (
            <span className="ml-3 text-13 font-normal tracking-normal text-fg-3">
              {service.namespace}, {service.cluster}
            </span>
          )}
        </>
      }
      headExtra={<ChangeSteps at={at} isThroughGit={isThroughGit(flow.state)} />}
      foot={
        at.step === 'idle' || at.step === 'asking' || at.step === 'opening' || at.step === 'planning' ? undefined : (
          <SheetFoot flow={flow} isStale={stale !== null} />
        )
      }
    >
      <SheetLink state={flow.state} />
      <SheetAnnouncer state={flow.state} />
      <div className="flex min-h-full flex-col">
        {stale !== null && service && at.step === 'planned' && (
          <Banner
            severity="warning"
            role="alert"
            title={`${visibleText(service.name)} changed while you looked.`}
            action={<Button onClick={() => flow.review(at.request)}>Plan again</Button>}
          >
            {visibleText(stale)} This plan is void; nothing was written.
          </Banner>
        )}
        <Body flow={flow} members={members} onUndo={undo} isStale={stale !== null} />
      </div>
    </Sheet>
  )
}

interface BodyProps extends ChangeSheetProps {
  onUndo: (() => void) | null
  /** Whether what the plan rests on changed since. */
  isStale: boolean
}

function Body({ flow, members, onUndo, isStale }: BodyProps) {
  const { at, consent } = flow.state
  switch (at.step) {
    case 'idle':
      return null
    case 'asking':
      return <Form key={at.refusal} flow={flow} at={at} />
    case 'opening':
      return at.refusal === null ? (
        <Planning />
      ) : (
        <EmptyState title="The change could not be read">
          <p role="alert">{visibleText(at.refusal)}</p>
        </EmptyState>
      )
    case 'planning':
      return <Planning />
    case 'planned':
    case 'applying':
      if (leadsWithGit(at.plan, consent)) {
        const isLocked = at.step === 'applying'
        return <GitView plan={at.plan} members={members} consent={consent} onAccept={flow.accept} isLocked={isLocked} />
      }
      return (
        <PlanView
          plan={at.plan}
          members={members}
          consent={consent}
          onAccept={flow.accept}
          isLocked={at.step === 'applying'}
          refusal={at.step === 'planned' ? at.refusal : null}
          onPropose={at.step === 'planned' && !isStale ? () => copyAndPropose(flow, at.plan) : null}
        />
      )
    case 'applied':
      return (
        <ProposalView change={at.change} plan={at.plan} members={members}>
          <AppliedView change={at.change} plan={at.plan} members={members} onUndo={onUndo} />
        </ProposalView>
      )
    case 'conflict':
      return <ConflictView request={at.request} problem={at.problem} members={members} />
    case 'failed':
      return (
        <EmptyState
          title={`${requestTitle(at.request)}: not possible`}
          action={at.lacks && <RoleToAskFor cluster={at.request.service.cluster} rights={[at.lacks]} variant="plain" />}
        >
          <p role="alert">{visibleText(at.message)}</p>
          {at.causes.map((cause) => (
            <p key={cause}>{visibleText(cause)}</p>
          ))}
        </EmptyState>
      )
  }
}

function isThroughGit({ at, consent }: ChangeFlowState): boolean {
  if (at.step === 'applying') return at.isProposal
  return 'plan' in at && at.plan !== null && leadsWithGit(at.plan, consent)
}

function Form({ flow, at }: { flow: ChangeFlow; at: Extract<ChangeStep, { step: 'asking' }> }) {
  const { service, draft, refusal } = at
  const { current } = flow.state
  if (draft.kind === 'to-headless') {
    return <AddressesForm service={service} current={current} draft={draft} refusal={refusal} onPlan={flow.review} />
  }
  return (
    <TargetForm
      service={service}
      current={current}
      draft={draft.target}
      refusal={refusal}
      onPlan={(target) => flow.review({ kind: 'retarget', service, target })}
    />
  )
}

function Planning() {
  return (
    <div aria-busy="true" className="grid grid-cols-2 gap-10 p-5 max-md:grid-cols-1">
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
