'use client'

import { Menu, MenuCheck, type MenuPanel, Submenu } from '@/components/ui/menu'
import { SeverityGlyph } from '@/components/ui/severity-glyph'
import { readFilterValue } from '@/lib/contract/filter-value'
import type { FindingFacets } from '@/lib/contract/findings'
import { severities } from '@/lib/domain/resolution/severity'
import { type FindingField, findingFields } from './finding-params'
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
          <Values field={field} counts={facets?.[field] ?? {}} url={url} />
        </Submenu>
      ))}
    </Menu>
  )
}

interface ValuesProps {
  field: FindingField
  counts: Readonly<Record<string, number>>
  url: FindingsUrl
}

function Values({ field, counts, url }: ValuesProps) {
  const chosen = url.params[field].map((text) => readFilterValue(text).value)
  const known = new Set([...chosen, ...Object.keys(counts)])
  const values = field === 'severity' ? severities.filter((severity) => known.has(severity)) : [...known]
  if (values.length === 0) return <p className="px-2 py-1 text-12 text-fg-3">No finding has one.</p>
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
          <bdi className="truncate">{findingFilterWords(field, value)}</bdi>
        </span>
      </MenuCheck>
    )
  })
}
