'use client'

import { lazy, useState } from 'react'
import { useShortcuts } from '@/components/session/shortcuts'
import { FilterMenu } from '@/components/ui/filter-menu'
import { FilterToken, TurnOperator } from '@/components/ui/filter-token'
import { visibleText } from '@/components/ui/visible-text'
import type { DependencyFacets } from '@/lib/contract/dependencies'
import { DependenciesSortMenu } from './dependencies-sort-menu'
import { dependencyTokens } from './dependency-params'
import { dependencyFilterWords } from './dependency-words'
import type { DependenciesUrl } from './use-dependencies-url'

const DependenciesFilterPanel = lazy(() =>
  import('./dependencies-filter-panel').then((module) => ({ default: module.DependenciesFilterPanel })),
)

interface DependenciesFilterBarProps {
  url: DependenciesUrl
  facets: DependencyFacets | undefined
  /** `41 hosts` */
  sum: string
}

/** The filters that are set, each with its way out, the menu that adds one, and the order. */
export function DependenciesFilterBar({ url, facets, sum = '' }: DependenciesFilterBarProps) {
  const [isMenuOpen, setMenuOpen] = useState(false)
  const tokens = dependencyTokens(url.params)
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
        <FilterToken
          field="search"
          operator={<span className="text-fg-3">is</span>}
          said={visibleText(url.params.q)}
          onRemove={url.dropWords}
        />
      )}
      {tokens.map((token) => {
        const { field, isNot, values } = token
        const said = values.map((value) => dependencyFilterWords(field, value)).join(', ')
        return (
          <FilterToken
            key={`${field} ${isNot}`}
            field={field}
            said={said}
            verb={isNot ? 'is not' : 'is'}
            operator={<TurnOperator {...{ field, isNot, said }} onTurn={() => url.turn(token)} />}
            onRemove={() => url.drop(token)}
          />
        )
      })}
      <FilterMenu
        isOpen={isMenuOpen}
        onOpenChange={setMenuOpen}
        panel={(panel) => <DependenciesFilterPanel {...panel} url={url} facets={facets} />}
      />
      <span aria-live="polite" className="ml-2 text-12 whitespace-nowrap text-fg-3 max-sm:sr-only">
        {sum}
      </span>
      <span className="flex-1" />
      <DependenciesSortMenu sort={url.params.sort} onSort={url.sortBy} />
    </div>
  )
}
