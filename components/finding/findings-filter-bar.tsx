'use client'

import { lazy, type ReactNode, useState } from 'react'
import { ExportMenu } from '@/components/inventory/export-menu'
import { useShortcuts } from '@/components/session/shortcuts'
import { useSayExported } from '@/components/session/use-say-exported'
import { Button } from '@/components/ui/button'
import { FilterMenu } from '@/components/ui/filter-menu'
import { FilterToken, TurnOperator } from '@/components/ui/filter-token'
import { Segments } from '@/components/ui/segments'
import { visibleText } from '@/components/ui/visible-text'
import type { FindingsFilters } from '@/lib/client/finding-queries'
import type { FindingsPage } from '@/lib/contract/findings'
import { findingTokens } from './finding-params'
import { findingFilterWords } from './finding-words'
import type { FindingsUrl } from './use-findings-url'

const FindingsFilterPanel = lazy(() =>
  import('./findings-filter-panel').then((module) => ({ default: module.FindingsFilterPanel })),
)

interface FindingsFilterBarProps {
  url: FindingsUrl
  page: FindingsPage | undefined
  filters: FindingsFilters
  /** What chooses between this view and the aliases. */
  views: ReactNode
}

const number = new Intl.NumberFormat('en')

/** The filters that are set, each with its way out, the menu that adds one, how many that leaves, what is suppressed, the rules as policy, and the export. */
export function FindingsFilterBar({ url, page, filters, views }: FindingsFilterBarProps) {
  const [isMenuOpen, setMenuOpen] = useState(false)
  const { q, suppressed } = url.params
  const tokens = findingTokens(url.params)
  const say = useSayExported({ one: 'finding', many: 'findings' })
  useShortcuts({
    f: () => setMenuOpen(true),
    Backspace: () => {
      const last = tokens.at(-1)
      if (last) url.drop(last)
      else if (q !== '') url.dropWords()
    },
  })
  return (
    <div className="edge h-[42px] shrink-0 items-center gap-1.5 border-b border-line px-4 [--edge:-16px] max-sm:h-[52px] sm:after:hidden">
      {views}
      {q !== '' && (
        <FilterToken
          field="search"
          operator={<span className="text-fg-3">is</span>}
          said={visibleText(q)}
          onRemove={url.dropWords}
        />
      )}
      {tokens.map((token) => {
        const { field, isNot, values } = token
        const said = values.map((value) => findingFilterWords(field, value)).join(', ')
        const word = field === 'code' ? 'finding' : field
        return (
          <FilterToken
            key={`${field} ${isNot}`}
            field={word}
            said={said}
            verb={isNot ? 'is not' : 'is'}
            operator={<TurnOperator {...{ field: word, isNot, said }} onTurn={() => url.turn(token)} />}
            onRemove={() => url.drop(token)}
          />
        )
      })}
      <FilterMenu
        isOpen={isMenuOpen}
        onOpenChange={setMenuOpen}
        panel={(panel) => <FindingsFilterPanel {...panel} url={url} facets={page?.facets} />}
      />
      <span aria-live="polite" className="ml-2 text-12 whitespace-nowrap text-fg-3 max-lg:sr-only">
        {page && `${number.format(page.total)} ${page.total === 1 ? 'finding' : 'findings'}`}
      </span>
      <span className="flex-1" />
      <Segments
        label="Suppressed findings"
        value={suppressed}
        options={[
          { value: 'no', label: 'Open' },
          { value: 'yes', label: <>Suppressed{page === undefined ? '' : ` ${number.format(page.suppressed)}`}</> },
          { value: 'all', label: 'All' },
        ]}
        onSelect={url.showSuppressed}
      />
      <Button icon="lock" onClick={() => url.choosePolicy([])}>
        Policy…
      </Button>
      <ExportMenu
        what="shown"
        className="max-sm:hidden"
        onExport={(format) =>
          void say(async () => (await import('./export/export-findings')).exportFindings(filters, format))
        }
      />
    </div>
  )
}
