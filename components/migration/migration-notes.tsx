'use client'

import { useState } from 'react'
import { Section } from '@/components/service/section'
import { Age } from '@/components/ui/age'
import { Button } from '@/components/ui/button'
import { visibleText } from '@/components/ui/visible-text'
import type { MigrationView } from '@/lib/contract/migrations'
import { ActionForm } from './action-form'
import { useMigrationAction } from './use-migration-action'

/** Who is on it, and what they left for whoever goes on. */
export function MigrationNotes({ migration, locked }: { migration: MigrationView; locked: string | null }) {
  const [isOpen, setOpen] = useState(false)
  const note = useMigrationAction(migration, () => setOpen(false))
  const { people, notes, end } = migration
  return (
    <Section
      title="People and notes"
      note={visibleText(people.join(', '))}
      action={
        end === null &&
        locked === null &&
        !isOpen && (
          <Button variant="quiet" onClick={() => setOpen(true)}>
            Add a note…
          </Button>
        )
      }
    >
      {isOpen && (
        <ActionForm
          label="Note"
          hint="For whoever goes on with it; kept in the record, at most 500 characters."
          verb="Add it"
          isPending={note.isPending}
          error={note.error}
          onSubmit={(text) => note.mutate({ action: 'note', text })}
          onCancel={() => setOpen(false)}
        />
      )}
      {notes.length === 0 ? (
        !isOpen && <p className="text-fg-3">No note yet.</p>
      ) : (
        <ul aria-label="Notes">
          {notes.toReversed().map(({ by, at, text }) => (
            <li key={`${at} ${by}`} className="py-1 wrap-anywhere">
              {visibleText(text)}{' '}
              <span className="text-12 text-fg-3">
                {visibleText(by)}, <Age at={at} suffix="ago" />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
