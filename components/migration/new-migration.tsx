'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useQueryStates } from 'nuqs'
import { useRef, useState } from 'react'
import { aliasHref } from '@/components/action/alias-actions'
import { portText } from '@/components/change/port-text'
import { Section } from '@/components/service/section'
import { RoleToAskFor } from '@/components/session/role-to-ask-for'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { HostText } from '@/components/ui/host-text'
import { visibleText } from '@/components/ui/visible-text'
import { dependencyQuery } from '@/lib/client/dependency-queries'
import { beginMigration, migrationQuery, migrationsQuery } from '@/lib/client/migration-queries'
import { cacheKeys } from '@/lib/client/queries'
import type { Row } from '@/lib/contract/row'
import { portProtocols } from '@/lib/domain/change/change-request'
import { type ServiceRef, serviceKey } from '@/lib/domain/service/service-ref'
import { AddressFields } from './address-fields'
import { FirstPlan } from './first-plan'
import { migrationHref } from './migration-href'
import { newMigrationParams } from './new-migration-params'
import { PatternChoice } from './pattern-choice'
import { fittingPattern, misfitOf } from './pattern-fit'
import { patternWords } from './pattern-words'
import { SoakChoice } from './soak-choice'
import { decisiveRequest, proposedWaves, readSpec, type SpecDraft, type SpecReading, wavesOf } from './spec-draft'
import { TargetRow } from './target-row'
import { useLocked } from './use-locked'
import { WaveFields } from './wave-fields'
import { WorkloadFields } from './workload-fields'

interface NewMigrationProps {
  service: ServiceRef
  /** Null for a Service that is no alias Signpost knows. */
  row: Row | null
  /** Why it could not be read; null where it is just none. */
  why?: string | null
}

/** The wizard of one Service: the pattern, its fields, what its change would ask today, and the beginning. */
export function NewMigration({ service, row, why = null }: NewMigrationProps) {
  const [params, setParams] = useQueryStates(newMigrationParams)
  const wanted = params.pattern
  const pattern = wanted !== null && misfitOf(wanted, row) === null ? wanted : fittingPattern(row)
  const [draft, setDraft] = useState<SpecDraft>(() => firstDraft(row, params.target))
  const [soakMinutes, setSoakMinutes] = useState(1440)
  const change = (next: Partial<SpecDraft>) => {
    setDraft((before) => ({ ...before, ...next }))
    if (next.target !== undefined) void setParams({ target: next.target })
  }
  const moved = useMoved(row, pattern === 'retarget-many')
  const waves = Object.keys(draft.waves).length === 0 ? proposedWaves(moved.rows) : draft.waves
  const read = readSpec(pattern, service, { ...draft, waves }, moved.rows)
  const first = pattern === 'retarget-many' ? (wavesOf(moved.rows, waves)[0]?.[0] ?? service) : service
  const keeper = { cluster: first.cluster, namespace: first.namespace, name: first.name }
  return (
    <div className="grid min-h-full grid-cols-[400px_minmax(0,1fr)] max-lg:grid-cols-[minmax(0,1fr)]">
      <div className="min-w-0 border-r border-line px-5 py-4 max-lg:border-r-0 max-lg:border-b max-sm:px-4">
        <Subject service={service} row={row} why={why} />
        <PatternChoice row={row} value={pattern} onSelect={(next) => void setParams({ pattern: next })} />
      </div>
      <div className="flex min-w-0 flex-col">
        <Section title={patternWords[pattern].name} note={patternWords[pattern].does}>
          <div className="grid max-w-[760px] gap-3 pt-1">
            {pattern === 'external-to-internal' ? (
              <WorkloadFields service={service} row={row} draft={draft} onChange={change} />
            ) : pattern === 'address-to-headless' ? (
              <AddressFields draft={draft} complaint={read.complaint} onChange={change} />
            ) : (
              <TargetRow service={service} value={draft.target} onText={(target) => change({ target })} />
            )}
            {pattern === 'retarget-many' && row?.target && (
              <WaveFields
                host={row.target}
                rows={moved.rows}
                total={moved.total}
                waves={waves}
                onChange={(next) => change({ waves: next })}
              />
            )}
            <SoakChoice minutes={soakMinutes} onSelect={setSoakMinutes} />
          </div>
        </Section>
        {read.spec && <FirstPlan request={decisiveRequest(read.spec, keeper)} />}
        <Begin service={keeper} isAlias={row !== null} read={read} soakMinutes={soakMinutes} />
      </div>
    </div>
  )
}

function Subject({ service, row, why }: Required<NewMigrationProps>) {
  return (
    <div className="mb-4">
      <p className="font-semibold">
        {row === null ? (
          visibleText(service.name)
        ) : (
          <Link href={aliasHref(row)} prefetch={false} className="underline decoration-line-3 underline-offset-3">
            {visibleText(row.name)}
          </Link>
        )}{' '}
        <span className="font-normal text-fg-3">
          {visibleText(service.namespace)}, {visibleText(service.cluster)}
        </span>
      </p>
      {row?.target ? (
        <HostText host={row.target} truncate={false} />
      ) : (
        <p className="text-fg-2">
          {why ?? row?.type ?? 'No alias that you may see: it can be moved out of the cluster.'}
        </p>
      )}
    </div>
  )
}

interface BeginProps {
  service: ServiceRef
  isAlias: boolean
  read: SpecReading
  soakMinutes: number
}

function Begin({ service, isAlias, read, soakMinutes }: BeginProps) {
  const router = useRouter()
  const queryClient = useQueryClient()
  const { locked, lacks } = useLocked(service, isAlias)
  const { data: open } = useQuery(migrationsQuery('open'))
  const already = open?.items.find((item) => serviceKey(item.service) === serviceKey(service))
  // Sent again after a lost answer it is the same migration.
  const intent = useRef<{ key: string; id: string }>(null)
  const begin = useMutation({
    mutationFn: beginMigration,
    onSuccess: (migration) => {
      queryClient.setQueryData(migrationQuery({ ...migration.service, id: migration.id }).queryKey, migration)
      void queryClient.invalidateQueries({ queryKey: cacheKeys.migrationLists })
      router.push(migrationHref(migration))
    },
  })
  const submit = () => {
    if (read.spec === null) return
    const key = JSON.stringify([service, read.spec, soakMinutes])
    if (intent.current?.key !== key) intent.current = { key, id: crypto.randomUUID() }
    begin.mutate({ id: intent.current.id, service, spec: read.spec, soakMinutes })
  }
  const stopped = read.spec === null ? read.lacks : locked
  return (
    <div className="sticky bottom-0 mt-auto border-t border-line bg-canvas">
      {already && (
        <Banner
          severity="warning"
          title="A migration of this Service is open already."
          action={
            <Link href={migrationHref(already)} className="underline underline-offset-3">
              Open it
            </Link>
          }
        >
          It has to end before another one begins.
        </Banner>
      )}
      <div className="flex min-h-13 flex-wrap items-center gap-3 px-5 py-2 max-sm:px-4">
        <p
          role={begin.error ? 'alert' : 'status'}
          className="min-w-0 flex-1 text-12 wrap-anywhere text-fg-3 max-sm:basis-full"
        >
          {begin.error ? (
            <span className="text-critical">{visibleText(begin.error.message)}</span>
          ) : (
            (stopped ?? 'No Service is changed by beginning; the record of the Service keeps where it stands.')
          )}
        </p>
        {read.spec !== null && <RoleToAskFor cluster={service.cluster} rights={lacks} />}
        <Button
          variant="ink"
          size="lg"
          unavailable={stopped !== null || begin.isPending || already !== undefined}
          onClick={submit}
        >
          Begin the migration
        </Button>
      </div>
    </div>
  )
}

const mostMoved = 60

/** The aliases of the same host in the same cluster, as many as one migration takes. */
function useMoved(row: Row | null, isWanted: boolean): { rows: readonly Row[]; total: number } {
  const host = row?.target ?? ''
  const { data } = useQuery({ ...dependencyQuery(host), enabled: isWanted && host !== '' })
  if (row === null) return { rows: [], total: 0 }
  if (data === undefined) return { rows: [row], total: 1 }
  const rows = data.aliases.items.filter(({ cluster, type }) => cluster === row.cluster && type === 'ExternalName')
  return { rows: rows.slice(0, mostMoved), total: data.aliases.total }
}

function firstDraft(row: Row | null, target: string): SpecDraft {
  const ports = (row?.ports ?? []).map(({ name, port, protocol }, index) =>
    portText(
      {
        ...(name === null ? {} : { name }),
        ...{ port, protocol: portProtocols.find((known) => known === protocol) ?? 'TCP' },
      },
      index,
    ),
  )
  const addresses = row?.target ?? ''
  return { target, workload: '', selector: '', ports, isHeadless: false, addresses, waves: {} }
}
