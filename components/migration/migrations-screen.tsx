'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useQueryStates } from 'nuqs'
import { useRef } from 'react'
import { ClusterBanners } from '@/components/inventory/cluster-banners'
import { areUnread, UnreadClusters } from '@/components/inventory/unread-clusters'
import { useRowKeys } from '@/components/session/use-row-keys'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterChoice } from '@/components/ui/filter-choice'
import { Segments } from '@/components/ui/segments'
import { sentence } from '@/components/ui/sentence'
import { Skeleton } from '@/components/ui/skeleton'
import { visibleText } from '@/components/ui/visible-text'
import { type MigrationsShown, migrationsQuery } from '@/lib/client/migration-queries'
import { summaryQuery } from '@/lib/client/queries'
import type { MigrationSummary } from '@/lib/contract/migrations'
import { migrationPatterns } from '@/lib/domain/migration/migration'
import { newMigrationHref } from './migration-href'
import { MigrationRow } from './migration-row'
import { migrationsOf, migrationsParams, migrationsShown } from './migrations-params'
import { patternWords } from './pattern-words'

const stateWords: Readonly<Record<MigrationsShown, string>> = {
  open: 'Open',
  finished: 'Finished',
  abandoned: 'Abandoned',
  all: 'All',
}

const patternWord = (value: string) => {
  const known = migrationPatterns.find((pattern) => pattern === value)
  return known === undefined ? visibleText(value) : patternWords[known].name
}

/** Every migration: what is moved by which pattern, the phase that it is at, and who began it. */
export function MigrationsScreen() {
  const [{ state, pattern, namespace }, setParams] = useQueryStates(migrationsParams)
  const list = useQuery({ ...migrationsQuery(state), placeholderData: keepPreviousData })
  const { data: summary } = useQuery(summaryQuery())
  const { data, error } = list
  const clusters = summary?.clusters ?? []
  const isUnread = data?.total === 0 && areUnread(clusters)
  const namespaces = [...new Set(data?.items.map(({ service }) => service.namespace) ?? [])].sort()
  return (
    <>
      <header className="flex min-h-14 shrink-0 items-center gap-3 border-b border-line px-5 max-sm:min-h-11 max-sm:flex-wrap max-sm:px-4 max-sm:py-2">
        <h1 className="text-18 font-semibold tracking-[-0.02em] max-sm:sr-only">Migrations</h1>
        {data && !isUnread && (
          <p aria-live="polite" className="text-fg-3">
            {countWords(data.total, data.items.length)}
          </p>
        )}
        <Link
          href={newMigrationHref(null)}
          className={buttonClass('ink', 'md', 'order-last max-sm:order-none max-sm:ml-auto')}
        >
          New migration…
        </Link>
        <div className="ml-auto flex min-w-0 items-center gap-1.5 max-sm:edge max-sm:ml-0 max-sm:w-full">
          <Segments
            label="State"
            value={state}
            options={migrationsShown.map((value) => ({ value, label: stateWords[value] }))}
            onSelect={(next) => void setParams({ state: next })}
          />
          <FilterChoice
            label="Pattern"
            value={pattern}
            options={migrationPatterns}
            wordsOf={patternWord}
            onSelect={(next) => void setParams({ pattern: next })}
          />
          <FilterChoice
            label="Namespace"
            value={namespace}
            options={namespaces}
            onSelect={(next) => void setParams({ namespace: next })}
          />
        </div>
      </header>
      {data && error && (
        <Banner severity="unknown" title="This page is not up to date.">
          {error.message}
        </Banner>
      )}
      <ClusterBanners clusters={clusters} />
      {data?.partial.map(({ cluster, why }) => (
        <Banner key={cluster} severity="warning" title={`Not every migration of ${visibleText(cluster)} is here.`}>
          {sentence(visibleText(why))}
        </Banner>
      ))}
      <div className="min-h-0 flex-1 overflow-y-auto" aria-busy={list.isPlaceholderData}>
        {isUnread ? (
          <UnreadClusters clusters={clusters} />
        ) : data ? (
          <Rows
            items={migrationsOf(data.items, { pattern, namespace })}
            isFiltered={data.items.length > 0}
            state={state}
            onClear={() => void setParams({ pattern: null, namespace: null })}
          />
        ) : error ? (
          <EmptyState
            title="The migrations could not be read"
            action={<Button onClick={() => void list.refetch()}>Ask again</Button>}
          >
            <p role="alert">{visibleText(error.message)}</p>
          </EmptyState>
        ) : (
          <Waiting />
        )}
      </div>
    </>
  )
}

interface RowsProps {
  items: readonly MigrationSummary[]
  /** Whether there are some that filters leave out. */
  isFiltered: boolean
  state: MigrationsShown
  onClear: () => void
}

function Rows({ items, isFiltered, state, onClear }: RowsProps) {
  const list = useRef<HTMLUListElement>(null)
  useRowKeys(list)
  if (items.length === 0 && isFiltered) {
    return (
      <EmptyState
        title="No migration matches"
        icon="filter"
        action={<Button onClick={onClear}>Show all of them</Button>}
      >
        None follows this pattern in this namespace.
      </EmptyState>
    )
  }
  if (items.length === 0) return <NoMigration state={state} />
  return (
    <>
      <div
        aria-hidden="true"
        className="sticky top-0 z-1 grid h-7 grid-cols-[minmax(0,1.3fr)_minmax(0,0.75fr)_minmax(0,1.6fr)_168px_56px_64px_minmax(0,0.75fr)] items-center gap-x-4 border-b border-line bg-rail px-5 text-11 text-fg-3 max-md:hidden"
      >
        <span>Migration</span>
        <span>Pattern</span>
        <span>Phase and next step</span>
        <span>Gate</span>
        <span className="text-right">Aliases</span>
        <span className="text-right">In force</span>
        <span>Started</span>
      </div>
      <ul ref={list} aria-label="Migrations">
        {items.map((item) => (
          <MigrationRow key={item.id} migration={item} />
        ))}
      </ul>
    </>
  )
}

function NoMigration({ state }: { state: MigrationsShown }) {
  const isOpen = state === 'open' || state === 'all'
  return (
    <EmptyState
      title={isOpen ? 'No migration is open' : `No migration was ${state}`}
      icon="migration"
      action={
        <Link href={newMigrationHref(null)} className={buttonClass()}>
          Begin one…
        </Link>
      }
    >
      A migration is several changes with phases and gates: from a provider into the cluster or to another one, to blue
      and green, from an address to a Service, or many aliases of one host. Anybody who may patch the Service can go on
      with it.
    </EmptyState>
  )
}

function Waiting() {
  return (
    <div aria-busy="true">
      {[1, 2, 3, 4].map((row) => (
        <div key={row} className="flex h-13 items-center gap-10 border-b border-line px-5">
          <Skeleton className="w-64" />
          <Skeleton className="w-36 max-sm:hidden" />
          <Skeleton className="w-44 max-sm:hidden" />
        </div>
      ))}
    </div>
  )
}

function countWords(total: number, shown: number): string {
  const count = `${total} ${total === 1 ? 'migration' : 'migrations'}`
  return total > shown ? `${count}, the first ${shown} are here` : count
}
