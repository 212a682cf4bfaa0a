'use client'

import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { SeverityGlyph } from '@/components/ui/severity-glyph'
import type { Facets } from '@/lib/contract/services'
import type { SeverityHistoryView } from '@/lib/contract/severity-history'
import { type FilterField, filterFields, type InventoryParams } from './search-params'
import { SeverityHistory } from './severity-history'
import type { InventoryUrl } from './use-inventory-params'

const counted = ['critical', 'warning', 'unknown'] as const

interface CountStripProps {
  facets: Facets | undefined
  history: SeverityHistoryView | undefined
  url: InventoryUrl
}

/** How many need a look, now and an hour ago; each count filters. Counts stand under all other filters, so they say what pressing gives. */
export function CountStrip({ facets, history, url }: CountStripProps) {
  const { severity, owner, review } = url.params
  const hourAgo = history?.hourAgo ?? null
  return (
    <section
      aria-label="Counts"
      className="flex h-[52px] shrink-0 items-stretch border-b border-line max-sm:h-[62px] max-sm:overflow-hidden"
    >
      {counted.map((each) => (
        <Count
          key={each}
          label={each}
          count={facets && (facets.severity[each] ?? 0)}
          hourAgo={hourAgo !== null && isComparable(url.params, 'severity') ? hourAgo[each] : null}
          glyph={<SeverityGlyph severity={each} label={null} />}
          isPressed={severity.includes(each)}
          onPress={() => url.toggle('severity', each)}
        />
      ))}
      <Count
        label="unowned"
        count={facets && (facets.owner.none ?? 0)}
        hourAgo={hourAgo !== null && isComparable(url.params, 'owner') ? hourAgo.unowned : null}
        isPressed={owner.includes('none')}
        onPress={() => url.toggle('owner', 'none')}
      />
      <Count
        label={
          <>
            <span className="max-sm:hidden">review </span>overdue
          </>
        }
        count={facets && (facets.review.overdue ?? 0)}
        hourAgo={null}
        below={`${facets ? (facets.review.due ?? 0) : '–'} due`}
        isPressed={review.includes('overdue')}
        onPress={() => url.toggle('review', 'overdue')}
      />
      <SeverityHistory history={history} isUnfiltered={!isComparable(url.params, 'severity')} />
    </section>
  )
}

/** The console counts by cluster and namespace; under other filters there is nothing to compare with. */
function isComparable(params: InventoryParams, own: FilterField): boolean {
  const isSet = (field: FilterField) => params[field].length > 0
  const counted: readonly FilterField[] = ['cluster', 'namespace', own]
  return params.q.trim() === '' && filterFields.every((field) => !isSet(field) || counted.includes(field))
}

interface CountProps {
  label: ReactNode
  count: number | undefined
  /** Null where it is not known. */
  hourAgo: number | null
  /** In place of what it was. */
  below?: string
  glyph?: ReactNode
  isPressed: boolean
  onPress: () => void
}

function Count({ label, count, hourAgo, below, glyph, isPressed, onPress }: CountProps) {
  return (
    <button
      type="button"
      aria-pressed={isPressed}
      onClick={onPress}
      className={clsx(
        'flex items-center gap-[9px] border-r border-line pr-[18px] pl-4 whitespace-nowrap transition-colors focus-visible:shadow-focus-in',
        'max-sm:flex-1 max-sm:flex-col max-sm:items-start max-sm:justify-center max-sm:gap-px max-sm:px-3 max-sm:first:pl-4 max-sm:last:border-r-0',
        isPressed ? 'bg-selected shadow-[inset_0_-2px_0_var(--color-accent)]' : 'hover:bg-hover',
      )}
    >
      <span className="flex items-center gap-2 max-sm:gap-1.5">
        {glyph}
        <strong className="min-w-[1ch] text-18 font-semibold tracking-[-0.02em]">{count ?? '–'}</strong>
      </span>
      <span className="min-w-14 text-left max-sm:min-w-0 text-12 text-fg-2">
        {label}
        <span
          aria-hidden={(hourAgo === null && below === undefined) || undefined}
          className="block text-11 text-fg-3 max-sm:hidden"
        >
          {below ?? `1 h ago: ${hourAgo ?? '–'}`}
        </span>
      </span>
    </button>
  )
}
