'use client'

import { clsx } from 'clsx'
import { Age } from '@/components/ui/age'
import { Icon } from '@/components/ui/icon'
import { visibleText } from '@/components/ui/visible-text'
import type { MigrationView } from '@/lib/contract/migrations'
import { ChecklistItem } from './checklist-item'
import { GateLine } from './gate-line'
import type { PhaseView } from './migration-standing'
import { PhaseChanges } from './phase-changes'
import { expectedWords, tookPhaseWords } from './phase-time-words'
import { SideBySide } from './side-by-side'
import type { MigrationSteps } from './use-migration-steps'

interface PhaseStepProps {
  migration: MigrationView
  phase: PhaseView
  number: number
  steps: MigrationSteps
  /** Why the viewer cannot go on with it; null where they can. */
  locked: string | null
}

/** A phase with its mark, what it asks and changes, and the gate behind it. */
export function PhaseStep({ migration, phase, number, steps, locked }: PhaseStepProps) {
  const isLast = number === migration.phases.length
  const isEnded = migration.end !== null
  const sides = isBeforeMove(migration, phase) ? migration.sides : null
  const isShown = phase.state !== 'later' || phase.items.some(({ state }) => state !== 'open')
  return (
    <li
      aria-label={`Phase ${number}: ${phase.title}`}
      aria-current={phase.state === 'now' && !isEnded ? 'step' : undefined}
    >
      <div className="relative">
        {!isLast && (
          <span
            aria-hidden="true"
            className={clsx(
              'absolute top-3 -bottom-3 left-[13px] w-0.5',
              phase.state === 'done' ? 'bg-fg-3' : 'bg-line-2',
            )}
          />
        )}
        <div className="grid grid-cols-[28px_minmax(0,1fr)] gap-x-3">
          <PhaseMark state={phase.state} number={number} />
          <div className="min-w-0 pt-0.5">
            <div className="flex min-w-0 flex-wrap items-center gap-x-2.5">
              <h2 className={clsx('font-semibold', phase.state === 'later' && 'text-fg-2')}>
                {visibleText(phase.title)}
              </h2>
              {phase.state === 'now' && !isEnded && <span className="text-12 text-accent">now</span>}
              <span className="ml-auto text-12 text-fg-3 max-sm:ml-0 max-sm:basis-full">
                <When migration={migration} phase={phase} />
              </span>
            </div>
            <p className={clsx('mb-1 wrap-anywhere', phase.state === 'later' ? 'text-fg-3' : 'text-fg-2')}>
              {visibleText(phase.says)}
            </p>
            {phase.items.length > 0 && isShown && (
              <ul aria-label={`Checklist of ${phase.title}`}>
                {phase.items.map((item) => (
                  <ChecklistItem
                    key={item.id}
                    migration={migration}
                    item={item}
                    locked={isEnded ? 'The migration has ended.' : locked}
                  />
                ))}
              </ul>
            )}
            {sides !== null && <SideBySide sides={sides} />}
            {(phase.requests.length > 0 || phase.options.length > 0) && phase.state !== 'later' && (
              <PhaseChanges migration={migration} phase={phase} steps={steps} locked={locked} />
            )}
          </div>
        </div>
        {!isLast && <GateLine phase={phase} number={number} />}
      </div>
    </li>
  )
}

// What is held against each other before the move is looked at while it is decided on.
function isBeforeMove({ phases, end }: MigrationView, phase: PhaseView): boolean {
  if (end !== null || phase.state !== 'now') return false
  const next = phases.slice(phases.indexOf(phase)).find(({ kind }) => kind === 'change')
  return next?.id === 'switch'
}

/** When it was done, what it takes, or what it is made of. */
function When({ migration: { soakMinutes }, phase }: { migration: MigrationView; phase: PhaseView }) {
  const { kind, items, requests, doneAt, state, time } = phase
  if (state === 'done' && doneAt !== null) {
    const took = tookPhaseWords(time)
    return (
      <>
        {took !== null && `${took}, `}
        <Age at={doneAt} suffix="ago" />
      </>
    )
  }
  if (kind === 'soak') return <>{soakWords(soakMinutes)}</>
  if (kind === 'change') {
    const expected = expectedWords(time)
    return (
      <span title={expected?.detail}>
        {requests.length === 1 ? 'one write' : `${requests.length} writes`}
        {expected && `, ${expected.words}`}
      </span>
    )
  }
  if (kind === 'outside') {
    const vouched = items.filter((item) => item.state === 'attested').length
    return <>outside Signpost, {`${vouched} of ${items.length}`} attested</>
  }
  return null
}

function soakWords(minutes: number): string {
  if (minutes === 0) return 'no wait'
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`
}

function PhaseMark({ state, number }: { state: PhaseView['state']; number: number }) {
  return (
    <span
      className={clsx(
        'num relative ml-[3px] grid size-[22px] place-items-center rounded-full text-11 font-medium',
        state === 'done' && 'bg-fg-2 text-canvas',
        state === 'now' && 'border-2 border-accent bg-canvas text-accent',
        state === 'later' && 'border border-line-3 bg-canvas text-fg-3',
      )}
    >
      {state === 'done' ? <Icon name="check" size={12} /> : number}
      {state === 'done' && <span className="sr-only">done</span>}
    </span>
  )
}
