'use client'

import { buttonClass } from '@/components/ui/button-class'
import { Icon } from '@/components/ui/icon'
import { Kbd } from '@/components/ui/kbd'
import { Menu, MenuCheck, Submenu } from '@/components/ui/menu'
import { SeverityGlyph } from '@/components/ui/severity-glyph'
import type { Facets } from '@/lib/contract/services'
import { severities } from '@/lib/domain/resolution/severity'
import { filterWords } from './filter-words'
import { type FilterField, filterFields } from './search-params'
import type { InventoryUrl } from './use-inventory-params'

interface FilterMenuProps {
  url: InventoryUrl
  facets: Facets | undefined
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
}

/** Every filter with the values that occur and how many rows each would give. */
export function FilterMenu({ url, facets, isOpen, onOpenChange }: FilterMenuProps) {
  const offered = filterFields.filter((field) => field !== 'cluster' || Object.keys(facets?.cluster ?? {}).length > 1)
  return (
    <Menu
      open={isOpen}
      onOpenChange={onOpenChange}
      trigger={
        <button type="button" className={buttonClass('quiet', 'md', 'gap-2 first:-ml-2')}>
          <Icon name="plus" size={14} className="text-fg-3" />
          Filter
          <span className="max-sm:hidden">
            <Kbd>f</Kbd>
          </span>
        </button>
      }
    >
      {offered.map((field) => (
        <Submenu key={field} label={field}>
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
  field: FilterField
  counts: Readonly<Record<string, number>>
  url: InventoryUrl
}) {
  const chosen: readonly string[] = url.params[field]
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
