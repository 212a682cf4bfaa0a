'use client'

import { useQuery } from '@tanstack/react-query'
import { Diagram } from '@/components/diagram/diagram'
import { Section } from '@/components/service/section'
import { Age } from '@/components/ui/age'
import { Banner } from '@/components/ui/banner'
import { visibleText } from '@/components/ui/visible-text'
import type { ChangeRequest } from '@/lib/client/commands'
import { flowDiagramQuery, serviceQuery } from '@/lib/client/queries'
import type { Group } from '@/lib/contract/groups'
import type { Problem } from '@/lib/contract/problem'
import { ConflictStates } from './conflict-states'
import { DiffTable } from './plan-diff'
import { SheetColumns } from './sheet-columns'

interface ConflictViewProps {
  request: ChangeRequest
  problem: Problem
  members: Group['members'] | null
}

/** What was seen, what is there now, what was wanted; what changed meanwhile and by whom, and what may be done about it. */
export function ConflictView({ request, problem, members }: ConflictViewProps) {
  const { service } = request
  const name = visibleText(service.name)
  return (
    <>
      <Banner severity="warning" title={`${name} changed while you looked. Nothing was written.`} role="alert">
        {visibleText(problem.detail)}
      </Banner>
      <SheetColumns>
        <div className="min-w-0">
          <Section title="Three states" note={<span className="mono">spec.externalName</span>}>
            <ConflictStates problem={problem} members={members} />
          </Section>
          <Section title="What changed since you looked">
            <Difference problem={problem} />
          </Section>
          <Section title="What you can do">
            <dl className="grid grid-cols-[96px_minmax(0,1fr)] gap-y-1.5">
              <dt className="text-fg-3">Plan again</dt>
              <dd>reads {name} anew and asks every check again; what you said is kept where it still applies</dd>
              <dt className="text-fg-3">Leave</dt>
              <dd>{name} stays as it is now</dd>
            </dl>
          </Section>
        </div>
        <WhereItLeads request={request} />
      </SheetColumns>
    </>
  )
}

function Difference({ problem: { seen, now } }: { problem: Problem }) {
  if (!now) return <p className="text-fg-2">The Service is gone, or you may not see it any more.</p>
  const diff = (['type', 'target'] as const).flatMap((member) => {
    const path = member === 'type' ? 'spec.type' : 'spec.externalName'
    const before = seen?.[member] ?? null
    return before === now[member] ? [] : [{ path, before, after: now[member] }]
  })
  if (diff.length === 0)
    return (
      <p className="text-fg-2">Type and target are as you saw them; something else that the plan rests on changed.</p>
    )
  return <DiffTable diff={diff} body={null} titles={['As you saw it', 'As it is now']} />
}

function WhereItLeads({ request: { service } }: Pick<ConflictViewProps, 'request'>) {
  const { data: source } = useQuery(flowDiagramQuery(service))
  const { data: detail } = useQuery(serviceQuery(service))
  const last = detail?.lastChange ?? null
  return (
    <div className="min-w-0">
      {source !== undefined && (
        <Section title="Where it leads now">
          <Diagram source={source} label="Where the Service leads now" name={`${service.name}-now`}>
            <p>{visibleText(detail?.row.target ?? 'no external name')}</p>
          </Diagram>
        </Section>
      )}
      {detail && (
        <Section title="Who to ask">
          <dl className="grid grid-cols-[120px_minmax(0,1fr)] gap-y-1.5">
            <dt className="text-fg-3">Written last</dt>
            <dd className="wrap-anywhere">
              <Age at={detail.row.changedAt} suffix="ago" />
              {detail.row.changedBy !== null && <>, with {visibleText(detail.row.changedBy)}</>}
            </dd>
            {last && (
              <>
                <dt className="text-fg-3">Last change</dt>
                <dd className="wrap-anywhere">
                  {visibleText(last.kind)} by {visibleText(last.by)}, <Age at={last.at} suffix="ago" />
                </dd>
              </>
            )}
            <dt className="text-fg-3">Owner</dt>
            <dd className="wrap-anywhere">{visibleText(detail.row.owner?.value ?? 'nobody is named')}</dd>
          </dl>
        </Section>
      )}
    </div>
  )
}
