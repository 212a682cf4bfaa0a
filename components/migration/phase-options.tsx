'use client'

import { requestTitle } from '@/components/change/change-title'
import { Button } from '@/components/ui/button'
import { visibleText } from '@/components/ui/visible-text'
import { MadeChange } from './made-change'
import type { PhaseView } from './migration-standing'
import type { MigrationSteps } from './use-migration-steps'

interface PhaseOptionsProps {
  phase: PhaseView
  steps: MigrationSteps
  /** Why the viewer cannot make changes; null where they can. */
  locked: string | null
  /** Whether the phase is reached and not over. */
  isOffered: boolean
}

/** What may be changed besides: offered while it would change something, and who took it where somebody did. */
export function PhaseOptions({ phase, steps, locked, isOffered }: PhaseOptionsProps) {
  const open = isOffered ? phase.options.filter(({ state }) => state === 'open') : []
  const taken = phase.options.flatMap(({ request, change }) => (change === null ? [] : [{ request, change }]))
  return (
    <>
      {taken.length > 0 && (
        <ul aria-label={`Done by choice in ${phase.title}`}>
          {taken.map(({ request, change }) => (
            <li
              key={change.id}
              className="flex min-h-8 flex-wrap items-center gap-x-3 border-b border-line py-0.5 last:border-b-0"
            >
              <span className="min-w-0 wrap-anywhere">{visibleText(optionWords(request))}</span>
              <span className="ml-auto flex items-center gap-2">
                <MadeChange change={change} />
              </span>
            </li>
          ))}
        </ul>
      )}
      {open.length > 0 && (
        <div className="mt-1">
          <p className="text-12 text-fg-3">If you like, before it is finished:</p>
          <p className="flex flex-wrap gap-1.5 pt-1">
            {open.map(({ request }) => (
              <Button
                key={`${request.kind} ${request.service.name}`}
                unavailable={locked !== null}
                onClick={() => steps.review(request, phase.id)}
              >
                {optionWords(request)}…
              </Button>
            ))}
          </p>
        </div>
      )}
    </>
  )
}

function optionWords(request: PhaseView['options'][number]['request']): string {
  if (request.kind !== 'annotate') return requestTitle(request)
  return `Remove ${Object.keys(request.annotations ?? {}).join(', ')}`
}
