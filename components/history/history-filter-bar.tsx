'use client'

import { lazy, useState } from 'react'
import { ExportMenu } from '@/components/inventory/export-menu'
import { useShortcuts } from '@/components/session/shortcuts'
import { useSayExported } from '@/components/session/use-say-exported'
import { FilterMenu } from '@/components/ui/filter-menu'
import { FilterToken, TurnOperator } from '@/components/ui/filter-token'
import { visibleText } from '@/components/ui/visible-text'
import type { ChangesFilters } from '@/lib/client/changes-queries'
import type { ChangesList } from '@/lib/contract/changes'
import { historyTokens } from './history-params'
import { fieldWords, historyFilterWords, spanWords } from './history-words'
import type { HistoryUrl } from './use-history-url'

const HistoryFilterPanel = lazy(() =>
  import('./history-filter-panel').then((module) => ({ default: module.HistoryFilterPanel })),
)

const number = new Intl.NumberFormat('en')

interface HistoryFilterBarProps {
  url: HistoryUrl
  page: ChangesList | undefined
  filters: ChangesFilters
}

/** The filters that are set, each with its way out, the menu that adds one, how many that leaves, and the export. */
export function HistoryFilterBar({ url, page, filters }: HistoryFilterBarProps) {
  const [isMenuOpen, setMenuOpen] = useState(false)
  const { q, within } = url.params
  const tokens = historyTokens(url.params)
  const say = useSayExported({ one: 'change', many: 'changes' })
  useShortcuts({
    f: () => setMenuOpen(true),
    Backspace: () => {
      const last = tokens.at(-1)
      if (last) url.drop(last)
      else if (within !== null) url.setWithin(null)
      else if (q !== '') url.dropWords()
    },
  })
  return (
    <div className="edge h-[42px] shrink-0 items-center gap-1.5 border-b border-line px-4 [--edge:-16px] max-sm:h-[52px] sm:after:hidden">
      {q !== '' && (
        <FilterToken
          field="search"
          operator={<span className="text-fg-3">is</span>}
          said={visibleText(q)}
          onRemove={url.dropWords}
        />
      )}
      {within !== null && (
        <FilterToken
          field="when"
          verb="within"
          operator={<span className="text-fg-3">within</span>}
          said={spanWords[within]}
          onRemove={() => url.setWithin(null)}
        />
      )}
      {tokens.map((token) => {
        const { field, isNot, values } = token
        const said = values.map((value) => historyFilterWords(field, value)).join(', ')
        const word = fieldWords[field]
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
        panel={(panel) => <HistoryFilterPanel {...panel} url={url} facets={page?.facets} />}
      />
      <span aria-live="polite" className="ml-2 text-12 whitespace-nowrap text-fg-3 max-sm:sr-only">
        {page && sumWords(page)}
      </span>
      <span className="flex-1" />
      <ExportMenu
        what="shown"
        className="max-sm:hidden"
        onExport={(format) =>
          void say(async () => (await import('./export/export-changes')).exportChanges(filters, format))
        }
      />
    </div>
  )
}

function sumWords({ total, standings: { outside } }: ChangesList): string {
  const changes = `${number.format(total)} ${total === 1 ? 'change' : 'changes'}`
  return outside === 0 || outside > total ? changes : `${changes}, ${number.format(total - outside)} through Signpost`
}
