'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useRef, useState } from 'react'
import { ChangeSheet } from '@/components/change/change-sheet'
import { phaseOf } from '@/components/group/change-set'
import { SetSheet } from '@/components/group/set-sheet'
import { setProgress } from '@/components/group/set-words'
import { useLeaveWarning } from '@/components/group/use-leave-warning'
import { useGroupMembers } from '@/components/history/use-group-members'
import { RoleToAskFor } from '@/components/session/role-to-ask-for'
import { Age } from '@/components/ui/age'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { EmptyState } from '@/components/ui/empty-state'
import { visibleText } from '@/components/ui/visible-text'
import { ClientError } from '@/lib/client/client-error'
import { type MigrationRef, migrationQuery } from '@/lib/client/migration-queries'
import { groupsQuery } from '@/lib/client/queries'
import type { MigrationView } from '@/lib/contract/migrations'
import { AbandonPanel, FinishPanel } from './end-panel'
import { MigrationHead, type MigrationPanel } from './migration-head'
import { MigrationSide } from './migration-side'
import { MigrationSkeleton } from './migration-skeleton'
import { isKnownAlias } from './migration-standing'
import { phaseVerb } from './phase-changes'
import { PhaseStep } from './phase-step'
import { UndoPanel } from './undo-panel'
import { useLocked } from './use-locked'
import { type MigrationSteps, useMigrationSteps } from './use-migration-steps'

/** One migration, judged anew on every look: its phases and gates, what goes on from here, and the way back. */
export function MigrationScreen({ migration: ref }: { migration: MigrationRef }) {
  const { data, error, refetch } = useQuery(migrationQuery(ref))
  if (data) return <Shown migration={data} error={error} />
  if (error === null) return <MigrationSkeleton />
  const isMissing = error instanceof ClientError && error.status === 404
  return (
    <EmptyState
      heading="h1"
      title={isMissing ? 'There is no such migration' : 'The migration cannot be shown'}
      action={
        <>
          {!isMissing && <Button onClick={() => void refetch()}>Ask again</Button>}
          <Link href="/migrations" className={buttonClass()}>
            Open the migrations
          </Link>
        </>
      }
    >
      <p role="alert">{visibleText(error.message)}</p>
    </EmptyState>
  )
}

function Shown({ migration, error }: { migration: MigrationView; error: Error | null }) {
  const [panel, setPanel] = useState<MigrationPanel | null>(null)
  const steps = useMigrationSteps(migration)
  const { data: groups } = useQuery(groupsQuery())
  const { locked, lacks } = useLocked(migration.service, isKnownAlias(migration))
  const members = useGroupMembers()(migration.service)
  const phases = useRef<HTMLOListElement>(null)
  const close = () => setPanel(null)
  useLeaveWarning(phaseOf(steps.set.state) === 'running')
  const goOn = continueOf(migration, steps, {
    onFinish: () => setPanel('finish'),
    onAttest: () => phases.current?.querySelector<HTMLElement>('[aria-current="step"] [data-attest]')?.click(),
  })
  return (
    <>
      <MigrationHead {...{ migration, locked, panel }} onPanel={setPanel} onContinue={goOn} />
      {error && (
        <Banner severity="unknown" title="This page is not up to date.">
          Last judged <Age at={migration.checkedAt} suffix="ago" />. {visibleText(error.message)}
        </Banner>
      )}
      {migration.end && <Ended end={migration.end} />}
      {locked !== null && migration.end === null && (
        <Banner
          severity="info"
          title="You may look, not go on."
          action={<RoleToAskFor cluster={migration.service.cluster} rights={lacks} />}
        >
          {locked}
        </Banner>
      )}
      {!steps.set.state.isOpen && phaseOf(steps.set.state) !== 'none' && (
        <Banner
          severity="info"
          title={setProgress(steps.set.state)}
          action={<Button onClick={steps.set.open}>Open</Button>}
        >
          It runs in this tab.
        </Banner>
      )}
      {panel === 'undo' && <UndoPanel {...{ migration, steps, locked }} onClose={close} />}
      {panel === 'abandon' && migration.end === null && <AbandonPanel migration={migration} onClose={close} />}
      {panel === 'finish' && migration.end === null && <FinishPanel migration={migration} onClose={close} />}
      <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_452px] overflow-y-auto max-lg:grid-cols-[minmax(0,1fr)]">
        <section aria-label="Phases" className="min-w-0 px-5 py-4 max-sm:px-4">
          <ol ref={phases}>
            {migration.phases.map((phase, index) => (
              <PhaseStep key={phase.id} {...{ migration, phase, steps, locked }} number={index + 1} />
            ))}
          </ol>
        </section>
        <MigrationSide migration={migration} locked={locked} />
      </div>
      <ChangeSheet flow={steps.flow} members={members} />
      <SetSheet set={steps.set} groups={groups?.items ?? []} />
    </>
  )
}

interface Ways {
  onFinish: () => void
  onAttest: () => void
}

function continueOf({ phases, end }: MigrationView, steps: MigrationSteps, { onFinish, onAttest }: Ways) {
  const index = phases.findIndex(({ state }) => state === 'now')
  const phase = phases[index]
  if (phase === undefined || end !== null) return null
  const open = phase.requests.filter((_, at) => phase.changes[at] === null)
  if (open.length > 0) return { verb: phaseVerb(open), run: () => steps.carryPhase(phase) }
  if (phase.kind === 'close' && phase.isOpen) return { verb: 'Finish…', run: onFinish }
  if (phase.items.some(({ state }) => state !== 'attested'))
    return { verb: `Continue phase ${index + 1}`, run: onAttest }
  return null
}

function Ended({ end }: { end: NonNullable<MigrationView['end']> }) {
  return (
    <Banner severity={end.state === 'finished' ? 'ok' : 'info'} title={`It was ${end.state}.`}>
      {visibleText(end.by)}, <Age at={end.at} suffix="ago" />
      {end.reason !== null && <>: “{visibleText(end.reason)}”</>}
    </Banner>
  )
}
