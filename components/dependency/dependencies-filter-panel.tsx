'use client'

import { Menu, MenuCheck, type MenuPanel, Submenu } from '@/components/ui/menu'
import { SeverityGlyph } from '@/components/ui/severity-glyph'
import type { DependencyFacets } from '@/lib/contract/dependencies'
import { readFilterValue } from '@/lib/contract/filter-value'
import { severities } from '@/lib/domain/resolution/severity'
import { type DependencyFilterField, dependencyFilterFields } from './dependency-params'
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
          <FilterValues field={field} counts={facets?.[field] ?? {}} url={url} />
        </Submenu>
      ))}
    </Menu>
  )
}

interface FilterValuesProps {
  field: DependencyFilterField
  counts: Readonly<Record<string, number>>
  url: DependenciesUrl
}

function FilterValues({ field, counts, url }: FilterValuesProps) {
  const chosen = url.params[field].map((text) => readFilterValue(text).value)
  const known = new Set([...chosen, ...Object.keys(counts)])
  const values = field === 'severity' ? severities.filter((severity) => known.has(severity)) : [...known]
  if (values.length === 0) return <p className="px-2 py-1 text-12 text-fg-3">No host has one.</p>
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
          <bdi className="truncate">{dependencyFilterWords(field, value)}</bdi>
        </span>
      </MenuCheck>
    )
  })
}
