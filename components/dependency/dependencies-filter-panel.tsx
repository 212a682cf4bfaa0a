'use client'

import { FacetValues } from '@/components/ui/facet-values'
import { Menu, type MenuPanel, Submenu } from '@/components/ui/menu'
import type { DependencyFacets } from '@/lib/contract/dependencies'
import { readFilterValue } from '@/lib/contract/filter-value'
import { dependencyFilterFields } from './dependency-params'
import { dependencyFilterWords } from './dependency-words'
import type { DependenciesUrl } from './use-dependencies-url'

interface DependenciesFilterPanelProps extends MenuPanel {
  url: DependenciesUrl
  facets: DependencyFacets | undefined
}

/** Every filter with the values that occur and how many hosts each would give. */
export function DependenciesFilterPanel({ url, facets, ...panel }: DependenciesFilterPanelProps) {
  return (
    <Menu {...panel}>
      {dependencyFilterFields.map((field) => (
        <Submenu key={field} label={field}>
          <FacetValues
            field={field}
            counts={facets?.[field] ?? {}}
            chosen={url.params[field].map((text) => readFilterValue(text).value)}
            none="No host has one."
            wordsOf={(value) => dependencyFilterWords(field, value)}
            onToggle={(value) => url.toggle(field, value)}
          />
        </Submenu>
      ))}
    </Menu>
  )
}
