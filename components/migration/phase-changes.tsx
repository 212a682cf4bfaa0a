'use client'

import { requestTitle, requestVerb } from '@/components/change/change-title'
import { Button } from '@/components/ui/button'
import { VerdictBadge } from '@/components/ui/verdict-badge'
import { visibleText } from '@/components/ui/visible-text'
import type { MigrationView } from '@/lib/contract/migrations'
import { MadeChange } from './made-change'
import type { PhaseView } from './migration-standing'
import { PhaseOptions } from './phase-options'
import type { MigrationSteps } from './use-migration-steps'

interface PhaseChangesProps {
  migration: MigrationView
  phase: PhaseView
  steps: MigrationSteps
  /** Why the viewer cannot make changes; null where they can. */
  locked: string | null
}

/** What a phase changes, one line each with how it stands, and what may be changed besides. */
export function PhaseChanges({ migration, phase, steps, locked }: PhaseChangesProps) {
  const open = phase.requests.filter((_, index) => phase.changes[index] === null)
  const isNow = phase.state === 'now' && migration.end === null
  return (
    <div className="grid gap-1.5">
      {phase.requests.length > 0 && (
        <ul aria-label={`Changes of ${phase.title}`}>
          {phase.requests.map((request, index) => {
            const change = phase.changes[index] ?? null
            return (
              <li
                key={`${request.service.namespace}/${request.service.name}`}
                className="flex min-h-8 flex-wrap items-center gap-x-3 border-b border-line py-0.5 last:border-b-0"
              >
                <span className="min-w-0 wrap-anywhere">
                  {visibleText(requestTitle(request))}{' '}
                  <span className="text-fg-3">in {visibleText(request.service.namespace)}</span>
                </span>
                <span className="ml-auto flex items-center gap-2">
                  {change === null ? (
                    <VerdictBadge severity="unknown">Not changed</VerdictBadge>
                  ) : (
                    <MadeChange change={change} />
                  )}
                  {isNow && locked === null && change === null && open.length > 1 && (
                    <Button
                      aria-label={`Review: ${requestTitle(request)}`}
                      onClick={() => steps.review(request, phase.id)}
                    >
                      Review…
                    </Button>
                  )}
                </span>
              </li>
            )
          })}
        </ul>
      )}
      {isNow && open.length > 0 && (
        <p className="flex flex-wrap items-center gap-2.5">
          <Button unavailable={locked !== null} onClick={() => steps.carryPhase(phase)}>
            {phaseVerb(open)}
          </Button>
          <span className="text-12 text-fg-3">{locked ?? 'Planned first; nothing is written before you say so.'}</span>
        </p>
      )}
      <PhaseOptions {...{ phase, steps, locked }} isOffered={isNow} />
    </div>
  )
}

/** What carries the open changes of a phase out. */
export function phaseVerb(open: PhaseView['requests']): string {
  const [first] = open
  if (first === undefined) return 'Review…'
  if (open.length > 1) return `Plan ${open.length} changes…`
  if (first.kind === 'annotate') return 'Mark it…'
  return first.kind === 'edit' ? 'Switch…' : `${requestVerb(first)}…`
}
