'use client'

import { Menu, MenuCheck, type MenuPanel, Submenu } from '@/components/ui/menu'
import { SeverityGlyph } from '@/components/ui/severity-glyph'
import { readFilterValue } from '@/lib/contract/filter-value'
import type { Facets } from '@/lib/contract/services'
import { severities } from '@/lib/domain/resolution/severity'
import { fieldWords, filterWords } from './filter-words'
import { type FilterField, filterFields } from './search-params'
import type { InventoryUrl } from './use-inventory-params'

type CountedField = Exclude<FilterField, 'host'>

interface FilterPanelProps extends MenuPanel {
  url: InventoryUrl
  facets: Facets | undefined
}

/** Every filter with the values that occur and how many rows each would give. Hosts are found in the palette. */
export function FilterPanel({ url, facets, ...panel }: FilterPanelProps) {
  const offered = filterFields.filter(
    (field): field is CountedField =>
      field !== 'host' && (field !== 'cluster' || Object.keys(facets?.cluster ?? {}).length > 1),
  )
  return (
    <Menu {...panel}>
      {offered.map((field) => (
        <Submenu key={field} label={fieldWords(field)}>
          <FilterValues field={field} counts={facets?.[field] ?? {}} url={url} />
        </Submenu>
      ))}
    </Menu>
  )
}

function FilterValues({
  field,
  counts,
  url,
}: {
  field: CountedField
  counts: Readonly<Record<string, number>>
  url: InventoryUrl
}) {
  const chosen = url.params[field].map((text) => readFilterValue(text).value)
  const known = new Set([...chosen, ...Object.keys(counts)])
  const values = field === 'severity' ? severities.filter((severity) => known.has(severity)) : [...known]
  if (values.length === 0) return <p className="px-2 py-1 text-12 text-fg-3">No alias has one.</p>
  return values.map((value) => {
    const severity = field === 'severity' ? severities.find((each) => each === value) : undefined
    return (
      <MenuCheck
        key={value}
        checked={chosen.includes(value)}
        count={counts[value] ?? 0}
        onCheckedChange={() => url.toggle(field, value)}
      >
        <span className="flex items-center gap-2">
          {severity && <SeverityGlyph severity={severity} size={14} label={null} />}
          <bdi className="truncate">{filterWords(field, value)}</bdi>
        </span>
      </MenuCheck>
    )
  })
}
