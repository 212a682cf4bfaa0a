'use client'

import { FacetValues } from '@/components/ui/facet-values'
import { Menu, type MenuPanel, Submenu } from '@/components/ui/menu'
import { readFilterValue } from '@/lib/contract/filter-value'
import type { Facets } from '@/lib/contract/services'
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
          <FacetValues
            field={field}
            counts={facets?.[field] ?? {}}
            chosen={url.params[field].map((text) => readFilterValue(text).value)}
            none="No alias has one."
            wordsOf={(value) => filterWords(field, value)}
            onToggle={(value) => url.toggle(field, value)}
          />
        </Submenu>
      ))}
    </Menu>
  )
}
