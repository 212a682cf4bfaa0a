'use client'

import { FacetValues } from '@/components/ui/facet-values'
import { Menu, type MenuPanel, Submenu } from '@/components/ui/menu'
import { readFilterValue } from '@/lib/contract/filter-value'
import type { FindingFacets } from '@/lib/contract/findings'
import { findingFields } from './finding-params'
import { findingFilterWords } from './finding-words'
import type { FindingsUrl } from './use-findings-url'

interface FindingsFilterPanelProps extends MenuPanel {
  url: FindingsUrl
  facets: FindingFacets | undefined
}

/** Every filter with the values that occur and how many findings each would give. */
export function FindingsFilterPanel({ url, facets, ...panel }: FindingsFilterPanelProps) {
  const offered = findingFields.filter((field) => field !== 'cluster' || Object.keys(facets?.cluster ?? {}).length > 1)
  return (
    <Menu {...panel}>
      {offered.map((field) => (
        <Submenu key={field} label={field === 'code' ? 'finding' : field}>
          <FacetValues
            field={field}
            counts={facets?.[field] ?? {}}
            chosen={url.params[field].map((text) => readFilterValue(text).value)}
            none="No finding has one."
            wordsOf={(value) => findingFilterWords(field, value)}
            onToggle={(value) => url.toggle(field, value)}
          />
        </Submenu>
      ))}
    </Menu>
  )
}
