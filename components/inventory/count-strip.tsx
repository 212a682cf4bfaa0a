'use client'

import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { SeverityGlyph } from '@/components/ui/severity-glyph'
import type { Facets } from '@/lib/contract/services'
import type { InventoryUrl } from './use-inventory-params'

const counted = ['critical', 'warning', 'unknown'] as const

/** How many need a look; each count filters. Counts stand under all other filters, so they say what pressing gives. */
export function CountStrip({ facets, url }: { facets: Facets | undefined; url: InventoryUrl }) {
  const { severity, owner } = url.params
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
          glyph={<SeverityGlyph severity={each} label={null} />}
          isPressed={severity.includes(each)}
          onPress={() => url.toggle('severity', each)}
        />
      ))}
      <Count
        label="unowned"
        count={facets && (facets.owner.none ?? 0)}
        isPressed={owner.includes('none')}
        onPress={() => url.toggle('owner', 'none')}
      />
    </section>
  )
}

interface CountProps {
  label: string
  count: number | undefined
  glyph?: ReactNode
  isPressed: boolean
  onPress: () => void
}

function Count({ label, count, glyph, isPressed, onPress }: CountProps) {
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
      <span className="text-12 text-fg-2">{label}</span>
    </button>
  )
}
