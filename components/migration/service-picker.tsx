'use client'

import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { EmptyState } from '@/components/ui/empty-state'
import { useSettled } from '@/components/ui/use-settled'
import { visibleText } from '@/components/ui/visible-text'
import { searchQuery, summaryQuery } from '@/lib/client/queries'
import { dnsLabelSchema } from '@/lib/contract/fields'
import type { ServiceRef } from '@/lib/domain/service/service-ref'

/** What is to be migrated: an alias by any of its words, or `namespace/name` of a Service that is none. */
export function ServicePicker({ onPick }: { onPick: (service: ServiceRef) => void }) {
  const id = useId()
  const [words, setWords] = useState('')
  const { data: summary } = useQuery(summaryQuery())
  const { data } = useQuery(searchQuery(useSettled(words), 12))
  const cluster = summary?.clusters[0]?.name
  const named = namedService(words, cluster)
  return (
    <div className="grid max-w-[620px] gap-1.5 p-5 max-sm:p-4">
      <label htmlFor={id} className="font-semibold">
        What is to be migrated
      </label>
      <input
        id={id}
        type="text"
        value={words}
        maxLength={200}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="none"
        placeholder="Name, namespace, host or owner of an alias; or namespace/name of a Service"
        onChange={(event) => setWords(event.target.value)}
        className="h-8 rounded-6 border border-line-3 bg-canvas px-2.5 max-sm:h-11"
      />
      <ul aria-label="Services">
        {data?.items.map((row) => (
          <li key={`${row.cluster}/${row.namespace}/${row.name}`} className="border-b border-line">
            <button
              type="button"
              onClick={() => onPick(row)}
              className="flex min-h-9 w-full items-center gap-3 px-1 text-left hover:bg-hover focus-visible:shadow-focus-in max-sm:min-h-12"
            >
              <span className="min-w-0 shrink-0 truncate font-medium">{visibleText(row.name)}</span>
              <span className="shrink-0 text-fg-3">{visibleText(row.namespace)}</span>
              <span className="mono min-w-0 flex-1 truncate text-right text-fg-3">
                {visibleText(row.target ?? row.type)}
              </span>
            </button>
          </li>
        ))}
        {named && (
          <li>
            <button
              type="button"
              onClick={() => onPick(named)}
              className="flex min-h-9 w-full items-center gap-3 px-1 text-left hover:bg-hover focus-visible:shadow-focus-in max-sm:min-h-12"
            >
              The Service {visibleText(named.name)} in {visibleText(named.namespace)},{' '}
              <span className="text-fg-3">to move it out of the cluster</span>
            </button>
          </li>
        )}
      </ul>
      {data?.items.length === 0 && named === null && (
        <EmptyState title="No alias matches" className="px-0!">
          Write namespace/name for a Service that is no alias.
        </EmptyState>
      )}
    </div>
  )
}

function namedService(words: string, cluster: string | undefined): ServiceRef | null {
  const [namespace, name, ...more] = words.trim().split('/')
  const isNamed = dnsLabelSchema.safeParse(namespace).success && dnsLabelSchema.safeParse(name).success
  if (cluster === undefined || more.length > 0 || !isNamed) return null
  return { cluster, namespace: namespace ?? '', name: name ?? '' }
}
