'use client'

import { useState } from 'react'
import { Segments } from '@/components/ui/segments'
import type { MigrationView } from '@/lib/contract/migrations'
import { ActionForm } from './action-form'
import { useMigrationAction } from './use-migration-action'

interface EndPanelProps {
  migration: MigrationView
  onClose: () => void
}

/** Ends a migration that is not to go on; changes in force are undone before, or said to stay. */
export function AbandonPanel({ migration, onClose }: EndPanelProps) {
  const [keeps, setKeeps] = useState(false)
  const abandon = useMigrationAction(migration, onClose)
  const inForce = migration.undo.length
  return (
    <Panel label="Abandon the migration">
      <ActionForm
        label="Why it is abandoned"
        hint={hintOf(inForce, keeps)}
        verb="Abandon it"
        isPending={abandon.isPending}
        error={abandon.error}
        onSubmit={(reason) => abandon.mutate({ action: 'abandon', reason, keep: keeps })}
        onCancel={onClose}
      >
        {inForce > 0 && (
          <Segments
            label="What becomes of the changes in force"
            value={keeps ? 'keep' : 'undo'}
            options={[
              { value: 'undo', label: 'Undo them first' },
              { value: 'keep', label: inForce === 1 ? 'Keep the change' : `Keep the ${inForce} changes` },
            ]}
            onSelect={(value) => setKeeps(value === 'keep')}
          />
        )}
      </ActionForm>
    </Panel>
  )
}

function hintOf(inForce: number, keeps: boolean): string {
  if (inForce === 0) return 'Nothing of it is in force. The history stays.'
  if (keeps) return 'What was changed stays as it is; the history says that it was meant.'
  return `${inForce === 1 ? 'One change is' : `${inForce} changes are`} in force: undo first (Show undo), or keep.`
}

/** Says that a migration is over. */
export function FinishPanel({ migration, onClose }: EndPanelProps) {
  const finish = useMigrationAction(migration, onClose)
  return (
    <Panel label="Finish the migration">
      <ActionForm
        label="What is to be kept with its end"
        placeholder="all clients were seen on the new side"
        hint="Left empty it is finished without a word. The history stays."
        verb="Finish it"
        isOptional
        isPending={finish.isPending}
        error={finish.error}
        onSubmit={(reason) => finish.mutate({ action: 'finish', ...(reason === '' ? {} : { reason }) })}
        onCancel={onClose}
      />
    </Panel>
  )
}

export function Panel({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <section aria-label={label} className="shrink-0 border-b border-line bg-sunken px-5 py-2 max-sm:px-4">
      {children}
    </section>
  )
}
