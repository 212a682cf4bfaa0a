'use client'

import { Menu, MenuCheck, type MenuPanel, Submenu } from '@/components/ui/menu'
import type { ChangesList } from '@/lib/contract/changes'
import { readFilterValue } from '@/lib/contract/filter-value'
import { type HistoryField, historyFields, historySpans } from './history-params'
import { fieldWords, historyFilterWords, spanWords } from './history-words'
import type { HistoryUrl } from './use-history-url'

interface HistoryFilterPanelProps extends MenuPanel {
  url: HistoryUrl
  facets: ChangesList['facets'] | undefined
}

/** Every filter with the values that occur and how many changes each would give. */
export function HistoryFilterPanel({ url, facets, ...panel }: HistoryFilterPanelProps) {
  return (
    <Menu {...panel}>
      <Submenu label="when">
        {historySpans.map((span) => (
          <MenuCheck
            key={span}
            checked={url.params.within === span}
            onCheckedChange={() => url.setWithin(url.params.within === span ? null : span)}
          >
            within {spanWords[span]}
          </MenuCheck>
        ))}
      </Submenu>
      {historyFields.map((field) => (
        <Submenu key={field} label={fieldWords[field]}>
          <Values field={field} counts={facets?.[field] ?? {}} url={url} />
        </Submenu>
      ))}
    </Menu>
  )
}

interface ValuesProps {
  field: HistoryField
  counts: Readonly<Record<string, number>>
  url: HistoryUrl
}

function Values({ field, counts, url }: ValuesProps) {
  const chosen = url.params[field].map((text) => readFilterValue(text).value)
  const values = [...new Set([...chosen, ...Object.keys(counts)])]
  if (values.length === 0) return <p className="px-2 py-1 text-12 text-fg-3">No change has one.</p>
  return values.map((value) => (
    <MenuCheck
      key={value}
      checked={chosen.includes(value)}
      count={counts[value] ?? 0}
      onCheckedChange={() => url.toggle(field, value)}
    >
      <bdi className="truncate">{historyFilterWords(field, value)}</bdi>
    </MenuCheck>
  ))
}
