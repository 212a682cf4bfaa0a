'use client'

import { type ReactNode, useState } from 'react'
import { useShortcuts } from '@/components/session/shortcuts'
import { Icon } from '@/components/ui/icon'
import { visibleText } from '@/components/ui/visible-text'
import type { Facets } from '@/lib/contract/services'
import type { ColumnKey } from './columns'
import { ColumnsMenu } from './columns-menu'
import { ExportMenu } from './export-menu'
import { FilterMenu } from './filter-menu'
import { filterWords } from './filter-words'
import { GroupMenu } from './group-menu'
import { filterTokens } from './search-params'
import { SortMenu } from './sort-menu'
import type { InventoryUrl } from './use-inventory-params'

interface FilterBarProps {
  url: InventoryUrl
  facets: Facets | undefined
  /** `148 of 312 aliases` */
  sum: string
  columns: readonly ColumnKey[]
  onExport: (format: 'csv' | 'json') => void
}

/** The filters that are set, each with its way out, and the menus that add one, put rows together, order them, choose columns and export. */
export function FilterBar({ url, facets, sum, columns, onExport }: FilterBarProps) {
  const [isMenuOpen, setMenuOpen] = useState(false)
  const tokens = filterTokens(url.params)
  useShortcuts({
    f: () => setMenuOpen(true),
    Backspace: () => {
      const last = tokens.at(-1)
      if (last) url.drop(last)
      else if (url.params.q !== '') url.dropWords()
    },
  })
  return (
    <div className="edge h-[42px] shrink-0 items-center gap-1.5 px-4 [--edge:-16px] max-sm:h-[52px] sm:after:hidden">
      {url.params.q !== '' && (
        <Token
          field="search"
          operator={<span className="text-fg-3">is</span>}
          said={visibleText(url.params.q)}
          onRemove={url.dropWords}
        />
      )}
      {tokens.map((token) => {
        const { field, isNot, values } = token
        const said = values.map((value) => filterWords(field, value)).join(', ')
        return (
          <Token
            key={`${field} ${isNot}`}
            field={field}
            said={said}
            verb={isNot ? 'is not' : 'is'}
            operator={
              <button
                type="button"
                title={isNot ? 'Change to is' : 'Change to is not'}
                aria-label={`${field} ${isNot ? 'is not' : 'is'} ${said}: change to ${isNot ? 'is' : 'is not'}`}
                onClick={() => url.turn(token)}
                className="rounded-3 px-0.5 text-fg-3 hover:text-fg hover:underline"
              >
                {isNot ? 'is not' : 'is'}
              </button>
            }
            onRemove={() => url.drop(token)}
          />
        )
      })}
      <FilterMenu url={url} facets={facets} isOpen={isMenuOpen} onOpenChange={setMenuOpen} />
      <span aria-live="polite" className="ml-2 text-12 whitespace-nowrap text-fg-3 max-lg:sr-only">
        {sum}
      </span>
      <span className="flex-1" />
      <GroupMenu url={url} />
      <SortMenu sort={url.params.sort} onSort={url.sortBy} />
      <ColumnsMenu shown={columns} onShow={url.showColumns} />
      <ExportMenu what="shown" onExport={onExport} className="max-sm:hidden" />
    </div>
  )
}

interface TokenProps {
  field: string
  verb?: string
  operator: ReactNode
  said: string
  onRemove: () => void
}

function Token({ field, verb = 'is', operator, said, onRemove }: TokenProps) {
  return (
    <span className="flex h-7 max-w-80 shrink-0 items-center rounded-6 border border-accent-line bg-accent-bg text-12 whitespace-nowrap max-sm:h-9">
      <span className="pr-[3px] pl-[7px] text-fg-2">{field}</span>
      {operator}
      <bdi className="min-w-0 truncate px-[5px] pr-[7px] font-medium text-accent" title={said}>
        {said}
      </bdi>
      <button
        type="button"
        aria-label={`Remove filter ${field} ${verb} ${said}`}
        onClick={onRemove}
        className="relative grid h-full w-6 shrink-0 place-items-center rounded-r-6 border-l border-accent-line text-accent hover:bg-selected max-sm:w-9 max-sm:after:absolute max-sm:after:-inset-[5px]"
      >
        <Icon name="x" size={12} />
      </button>
    </span>
  )
}
