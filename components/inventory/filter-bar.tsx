'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { lazy, useState } from 'react'
import { newHref } from '@/components/action/alias-actions'
import { useShortcuts } from '@/components/session/shortcuts'
import { buttonClass } from '@/components/ui/button-class'
import { FilterMenu } from '@/components/ui/filter-menu'
import { FilterToken, TurnOperator } from '@/components/ui/filter-token'
import { Icon } from '@/components/ui/icon'
import { visibleText } from '@/components/ui/visible-text'
import type { Facets } from '@/lib/contract/services'
import type { ColumnKey } from './columns'
import { ColumnsMenu } from './columns-menu'
import { ExportMenu } from './export-menu'
import { fieldWords, filterWords } from './filter-words'
import { GroupMenu } from './group-menu'
import { filterTokens } from './search-params'
import { SortMenu } from './sort-menu'
import type { InventoryUrl } from './use-inventory-params'
import { ViewSwitch } from './view-switch'

const FilterPanel = lazy(() => import('./filter-panel').then((module) => ({ default: module.FilterPanel })))

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
  const router = useRouter()
  const newAliasHref = newHref(url.params)
  useShortcuts({
    f: () => setMenuOpen(true),
    n: () => router.push(newAliasHref),
    Backspace: () => {
      const last = tokens.at(-1)
      if (last) url.drop(last)
      else if (url.params.q !== '') url.dropWords()
    },
  })
  return (
    <div className="edge h-[42px] shrink-0 items-center gap-1.5 px-4 [--edge:-16px] max-sm:h-[52px] sm:after:hidden">
      <ViewSwitch current="aliases" filters={url.params} />
      {url.params.q !== '' && (
        <FilterToken
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
          <FilterToken
            key={`${field} ${isNot}`}
            field={fieldWords(field)}
            said={said}
            verb={isNot ? 'is not' : 'is'}
            operator={<TurnOperator field={fieldWords(field)} {...{ isNot, said }} onTurn={() => url.turn(token)} />}
            onRemove={() => url.drop(token)}
          />
        )
      })}
      <FilterMenu
        isOpen={isMenuOpen}
        onOpenChange={setMenuOpen}
        panel={(panel) => <FilterPanel {...panel} url={url} facets={facets} />}
      />
      <span aria-live="polite" className="ml-2 text-12 whitespace-nowrap text-fg-3 max-lg:sr-only">
        {sum}
      </span>
      <span className="flex-1" />
      <GroupMenu url={url} />
      <SortMenu sort={url.params.sort} onSort={url.sortBy} />
      <ColumnsMenu shown={columns} onShow={url.showColumns} />
      <ExportMenu what="shown" onExport={onExport} className="max-sm:hidden" />
      <Link href={newAliasHref} className={buttonClass()}>
        <Icon name="plus" size={14} className="text-fg-3" />
        New alias
      </Link>
    </div>
  )
}
