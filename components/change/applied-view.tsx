'use client'

import { useQuery } from '@tanstack/react-query'
import { Diagram } from '@/components/diagram/diagram'
import { Section } from '@/components/service/section'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import { visibleText } from '@/components/ui/visible-text'
import { flowDiagramQuery } from '@/lib/client/queries'
import type { ChangeView, Plan } from '@/lib/contract/changes'
import type { Group } from '@/lib/contract/groups'
import { isInFlight } from '@/lib/domain/change/change-life'
import { AnswerBars } from './answer-bars'
import { ChangeProgress } from './change-progress'
import { changeStateWords } from './change-state-words'
import { CutOverClock } from './cut-over-clock'
import { CutOverProgress } from './cut-over-section'
import { FromTo } from './from-to'
import { KeepForm } from './keep-form'
import { leadOf, targetWords } from './lane-of'
import { ProofList } from './proof-list'
import { SheetAside, SheetColumns } from './sheet-columns'
import { useLiveChange } from './use-live-change'

interface AppliedViewProps {
  change: ChangeView
  /** The plan that was carried out here; null for a change that was opened by its link. */
  plan: Plan | null
  members: Group['members'] | null
  onUndo: (() => void) | null
}

/** A change that was applied, as it goes on: its steps, the clock, the proof, and what the API server holds now. */
export function AppliedView({ change: applied, plan, members, onUndo }: AppliedViewProps) {
  const change = useLiveChange(applied)
  const to = targetWords(leadOf(change.to), members)
  const isOver = !changeStateWords(change.state).isRunning
  const waits = change.state === 'inconclusive' || change.state === 'failed'
  return (
    <>
      <FromTo from={leadOf(change.from)} to={leadOf(change.to)} members={members} isDone />
      <SheetColumns>
        <div className="min-w-0">
          <Section
            title={isOver ? 'What happened' : 'Live'}
            note={isOver ? 'kept in the record' : 'goes on if you close this sheet'}
          >
            <ChangeProgress change={change} to={to} />
          </Section>
          <NowDiagram change={change} plan={plan} />
        </div>
        <SheetAside isFirst>
          <CutOverClock change={change} size="sheet" action={onUndo && <UndoButton onUndo={onUndo} />} />
          {waits && <KeepForm change={change} />}
          <AnswerBars change={change} members={members} />
          {(isInFlight(change) || waits || change.state === 'soaking' || change.state === 'completed') && (
            <ProofList change={change} to={to} />
          )}
          <Passed change={change} />
        </SheetAside>
      </SheetColumns>
      {change.cutOver && <CutOverProgress change={change} cutOver={change.cutOver} />}
    </>
  )
}

function UndoButton({ onUndo }: { onUndo: () => void }) {
  return (
    <Button size="lg" icon="undo" aria-keyshortcuts="u" onClick={onUndo}>
      Undo
      <span aria-hidden="true" className="max-sm:hidden">
        <Kbd>u</Kbd>
      </span>
    </Button>
  )
}

/** What was passed by hand, and why: it belongs to the story of the change. */
function Passed({ change }: { change: ChangeView }) {
  if (change.reason === null && change.overrides.length === 0) return null
  return (
    <section aria-label="Said by whoever applied it">
      <h3 className="flex h-8 items-center border-b border-line font-semibold">Said by {visibleText(change.by)}</h3>
      {change.reason !== null && <p className="py-1.5 wrap-anywhere">{visibleText(change.reason)}</p>}
      <dl>
        {change.overrides.map(({ code, reason }) => (
          <div key={code} className="flex gap-3 py-0.5">
            <dt className="mono-11 shrink-0 pt-0.5 text-fg-3">{visibleText(code)}</dt>
            <dd className="min-w-0 wrap-anywhere">{visibleText(reason)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function NowDiagram({ change, plan }: { change: ChangeView; plan: Plan | null }) {
  const { data } = useQuery({ ...flowDiagramQuery(change.service), enabled: plan === null })
  const source = plan?.after ?? data
  const label = `Now: the Service leads to ${leadOf(change.to) ?? 'no external name'}`
  if (source === undefined) return null
  return (
    <Section title="Now" note="what the API server holds; caches follow">
      <Diagram source={source} label={plan ? label : 'Where the Service leads now'} name={`${change.service.name}-now`}>
        <p>{visibleText(label)}</p>
      </Diagram>
    </Section>
  )
}
