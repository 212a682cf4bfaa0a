'use client'

import { requestTitle } from '@/components/change/change-title'
import { Button } from '@/components/ui/button'
import { visibleText } from '@/components/ui/visible-text'
import type { MigrationView } from '@/lib/contract/migrations'
import { Panel } from './end-panel'
import { type UndoStep, undoSteps } from './undo-steps'
import type { MigrationSteps } from './use-migration-steps'

interface UndoPanelProps {
  migration: MigrationView
  steps: MigrationSteps
  locked: string | null
  onClose: () => void
}

/** What takes everything back, newest first: each step is planned when the one before it is done. */
export function UndoPanel({ migration, steps, locked, onClose }: UndoPanelProps) {
  const [first, ...later] = undoSteps(migration)
  const closing = migration.phases.at(-1)?.id ?? ''
  return (
    <Panel label="Undo">
      <div className="flex flex-wrap items-center gap-2.5">
        {first === undefined ? (
          <p>Nothing of it is in force: there is nothing to undo.</p>
        ) : (
          <>
            <Button
              icon="undo"
              unavailable={locked !== null}
              onClick={() => steps.undo(first.requests, first.phase?.id ?? closing)}
            >
              {undoWords(first)}…
            </Button>
            <span className="text-12 text-fg-3">
              {locked ?? 'Planned first, with what will differ; nothing is written before you say so.'}
            </span>
          </>
        )}
        <Button variant="quiet" onClick={onClose} className="ml-auto">
          Close
        </Button>
      </div>
      {later.length > 0 && (
        <ol aria-label="Then" className="mt-1.5 text-12 text-fg-2">
          {later.map((step, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: steps have no identity but their place
            <li key={index}>Then {visibleText(undoWords(step).replace(/^U/, 'u'))}.</li>
          ))}
        </ol>
      )}
    </Panel>
  )
}

function undoWords({ phase, requests }: UndoStep): string {
  const [request] = requests
  const many = requests.length > 1 ? ` of ${requests.length} Services` : ''
  if (phase !== null) return `Undo “${phase.title}”${many}`
  return request === undefined ? 'Undo' : requestTitle(request)
}
