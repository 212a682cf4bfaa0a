'use client'

import { clsx } from 'clsx'
import { useRef, useState } from 'react'
import { Age } from '@/components/ui/age'
import { Icon } from '@/components/ui/icon'
import { ShellLines } from '@/components/ui/shell-lines'
import { visibleText } from '@/components/ui/visible-text'
import type { MigrationView } from '@/lib/contract/migrations'
import { ActionForm } from './action-form'
import type { ItemView } from './migration-standing'
import { useMigrationAction } from './use-migration-action'

interface ChecklistItemProps {
  migration: MigrationView
  item: ItemView
  /** Why the viewer cannot vouch for it; null where they can. */
  locked: string | null
}

const stateWords = { open: 'nobody vouches for it yet', attested: 'attested', stale: 'has grown old' } as const

/** One thing that somebody has to vouch for: who did and when, what proves it, and the lines that show it. */
export function ChecklistItem({ migration, item, locked }: ChecklistItemProps) {
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const close = () => {
    setOpen(false)
    button.current?.focus()
  }
  const attest = useMigrationAction(migration, close)
  const retract = useMigrationAction(migration)
  const { id, title, state, attestation, commands } = item
  const verb = state === 'stale' ? 'Attach again' : 'Attest'
  return (
    <li aria-label={title} className="border-b border-line last:border-b-0">
      <div className="flex min-h-7 items-center gap-2.5 py-0.5 max-sm:min-h-11 max-sm:flex-wrap max-sm:gap-y-0">
        <Tick isSet={state === 'attested'} />
        <span className="min-w-0 flex-1 wrap-anywhere">
          {visibleText(title)}
          <span className="sr-only">, {stateWords[state]}</span>
        </span>
        <span className="flex min-w-0 shrink-0 items-center gap-2 text-12 text-fg-3 max-sm:basis-full max-sm:pl-6.5">
          {attestation && (
            <span
              className={clsx('max-w-80 truncate', state === 'stale' && 'text-warning')}
              title={attestation.evidence}
            >
              {state === 'stale' ? (
                <>
                  {visibleText(attestation.evidence || attestation.by)}, but <Age at={attestation.at} suffix="old" />
                </>
              ) : (
                <>
                  {visibleText(attestation.by)}, <Age at={attestation.at} suffix="ago" />
                </>
              )}
            </span>
          )}
          {locked === null && state !== 'attested' && (
            <button
              ref={button}
              type="button"
              aria-expanded={isOpen}
              aria-label={`${verb}: ${title}`}
              data-attest=""
              onClick={() => setOpen(!isOpen)}
              className={link}
            >
              {verb}
            </button>
          )}
          {locked === null && state === 'attested' && (
            <button
              type="button"
              aria-label={`Take back: ${title}`}
              onClick={() => retract.mutate({ action: 'retract', item: id })}
              className={clsx(link, 'text-fg-3!')}
            >
              Take back
            </button>
          )}
        </span>
      </div>
      <div className="pl-6.5">
        {attestation && attestation.evidence !== '' && state === 'attested' && (
          <p className="pb-1 text-12 wrap-anywhere text-fg-2">“{visibleText(attestation.evidence)}”</p>
        )}
        {retract.error && (
          <p role="alert" className="pb-1 text-12 text-critical">
            {visibleText(retract.error.message)}
          </p>
        )}
        {isOpen && (
          <ActionForm
            label="What proves it"
            placeholder="row counts equal, 0.4 s behind, ticket …"
            hint={agingWords(item)}
            verb={verb}
            isOptional
            isPending={attest.isPending}
            error={attest.error}
            onSubmit={(evidence) => attest.mutate({ action: 'attest', item: id, evidence })}
            onCancel={close}
          />
        )}
        {commands.length > 0 && state !== 'attested' && (
          <ShellLines
            isQuiet
            label={`Lines for: ${title}`}
            lines={commands.map((line) => ({ line }))}
            className="pb-1"
          />
        )}
      </div>
    </li>
  )
}

const link =
  'shrink-0 text-12 text-fg underline decoration-line-3 underline-offset-3 hover:decoration-fg max-sm:min-h-9'

function agingWords({ freshSeconds }: ItemView): string {
  const kept = 'Your name and the time go into the record with it.'
  return freshSeconds === null ? kept : `It counts for ${Math.round(freshSeconds / 60)} min. ${kept}`
}

function Tick({ isSet }: { isSet: boolean }) {
  return (
    <span
      aria-hidden="true"
      className={clsx(
        'grid size-4 shrink-0 place-items-center rounded-4 border',
        isSet ? 'border-ink bg-ink text-on-ink' : 'border-line-3 bg-canvas',
      )}
    >
      {isSet && <Icon name="check" size={12} />}
    </span>
  )
}
