'use client'

import { clsx } from 'clsx'
import { useState } from 'react'
import { useShortcuts } from '@/components/session/shortcuts'
import { Icon } from '@/components/ui/icon'
import { visibleText } from '@/components/ui/visible-text'
import type { Facets } from '@/lib/contract/services'
import { FilterMenu } from './filter-menu'
import { filterWords } from './filter-words'
import { filterFields } from './search-params'
import { SortMenu } from './sort-menu'
import type { InventoryUrl } from './use-inventory-params'

interface FilterBarProps {
  url: InventoryUrl
  facets: Facets | undefined
  /** `148 of 312 aliases` */
  sum: string
}

/** The filters that are set, each with its way out, and the menus that add one and choose the order. */
export function FilterBar({ url, facets, sum }: FilterBarProps) {
  const [isMenuOpen, setMenuOpen] = useState(false)
  const set = filterFields.filter((field) => url.params[field].length > 0)
  useShortcuts({
    f: () => setMenuOpen(true),
    Backspace: () => {
      const last = set.at(-1)
      if (last) url.drop(last)
    },
  })
  return (
    <div className="edge h-[42px] shrink-0 items-center gap-1.5 px-4 [--edge:-16px] max-sm:h-[52px] sm:after:hidden">
      {url.params.q !== '' && (
        <FilterToken
          field="search"
          values={[visibleText(url.params.q)]}
          onRemove={url.dropWords}
          className="sm:hidden"
        />
      )}
      {set.map((field) => (
        <FilterToken
          key={field}
          field={field}
          values={url.params[field].map((value) => filterWords(field, value))}
          onRemove={() => url.drop(field)}
        />
      ))}
      <FilterMenu url={url} facets={facets} isOpen={isMenuOpen} onOpenChange={setMenuOpen} />
      <span aria-live="polite" className="ml-2 text-12 whitespace-nowrap text-fg-3 max-lg:sr-only">
        {sum}
      </span>
      <span className="flex-1" />
      <SortMenu sort={url.params.sort} onSort={url.sortBy} />
    </div>
  )
}

interface FilterTokenProps {
  field: string
  values: readonly string[]
  onRemove: () => void
  className?: string
}

function FilterToken({ field, values, onRemove, className }: FilterTokenProps) {
  const said = values.join(', ')
  return (
    <span
      className={clsx(
        'flex h-7 max-w-80 shrink-0 items-center rounded-6 border border-accent-line bg-accent-bg text-12 whitespace-nowrap max-sm:h-9',
        className,
      )}
    >
      <span className="pl-[7px] text-fg-2">{field}</span>
      <span className="pl-[5px] text-fg-3">is</span>
      <bdi className="min-w-0 truncate px-[5px] pr-[7px] font-medium text-accent" title={said}>
        {said}
      </bdi>
      <button
        type="button"
        aria-label={`Remove filter ${field} is ${said}`}
        onClick={onRemove}
        className="relative grid h-full w-6 shrink-0 place-items-center rounded-r-6 border-l border-accent-line text-accent hover:bg-selected max-sm:w-9 max-sm:after:absolute max-sm:after:-inset-[5px]"
      >
        <Icon name="x" size={12} />
      </button>
    </span>
  )
}
