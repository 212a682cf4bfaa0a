import type { ReactNode } from 'react'
import { ChangeMigration } from '@/components/migration/change-migration'
import { TimeOfDay } from '@/components/ui/time-of-day'
import { visibleText } from '@/components/ui/visible-text'
import type { ChangeView } from '@/lib/contract/changes'
import type { ChangeState } from '@/lib/domain/change/change-state'
import { placeOf } from '@/lib/domain/change/endpoint'

const holding: readonly ChangeState[] = ['failed', 'undoing', 'undone', 'undo-failed']

/** Which checks were passed, with whose reason; and the hold that the change leaves on its target. */
export function ChangePassed({ change: { overrides, by, state, to, kind } }: { change: ChangeView }) {
  const isHeld = kind !== 'undo' && kind !== 'outside' && holding.includes(state) && to.target !== null
  return (
    <>
      <Heading>Passed with a reason</Heading>
      {overrides.length === 0 ? (
        <p className="text-fg-3">No check was overridden.</p>
      ) : (
        overrides.map(({ code, reason, until }) => (
          <dl key={code} className={facts}>
            <dt>Check</dt>
            <dd className="mono">{visibleText(code)}</dd>
            <dt>Reason</dt>
            <dd>“{visibleText(reason)}”</dd>
            <dt>By</dt>
            <dd>
              {visibleText(by)}
              {until !== null && (
                <>
                  , valid until <TimeOfDay at={until} />
                </>
              )}
            </dd>
          </dl>
        ))
      )}
      {isHeld && (
        <>
          <Heading>Hold</Heading>
          <p className="break-words text-fg-2">
            <span className="mono">{visibleText(to.target ?? '')}</span> may be chosen again only with a reason.
          </p>
        </>
      )}
    </>
  )
}

/** What the record says of the change. */
export function ChangeFacts({ change }: { change: ChangeView }) {
  const { id, undoOf, by, reason, from, to, service, kind, migration } = change
  return (
    <>
      <Heading>Record</Heading>
      <dl className={facts}>
        <dt>Change</dt>
        <dd className="mono break-all">{id}</dd>
        {undoOf !== null && (
          <>
            <dt>{kind === 'outside' ? 'Reverted' : 'Undoes'}</dt>
            <dd className="mono break-all">{undoOf}</dd>
          </>
        )}
        {migration !== null && (
          <>
            <dt>Migration</dt>
            <dd className="break-words">
              <ChangeMigration step={migration} />
            </dd>
          </>
        )}
        <dt>From</dt>
        <dd className="mono break-all">{visibleText(placeOf(from))}</dd>
        <dt>To</dt>
        <dd className="mono break-all">{visibleText(placeOf(to))}</dd>
        <dt>Written by</dt>
        <dd className="break-words">{visibleText(by)}</dd>
        <dt>Why</dt>
        <dd className="break-words">{reason === null ? 'not given' : `“${visibleText(reason)}”`}</dd>
        <dt>Service</dt>
        <dd className="break-words">
          {service.namespace}/{service.name} in {service.cluster}
        </dd>
      </dl>
    </>
  )
}

const facts = 'mb-2 grid grid-cols-[76px_minmax(0,1fr)] gap-y-1 [&_dd]:text-fg [&_dt]:text-fg-3'

/** The title of one part of an unfolded change. */
export function Heading({ children }: { children: ReactNode }) {
  return <h3 className="mb-2 text-11 font-medium text-fg-3 not-first:mt-3">{children}</h3>
}
