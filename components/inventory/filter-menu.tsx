'use client'

import { lazy } from 'react'
import { buttonClass } from '@/components/ui/button-class'
import { Icon } from '@/components/ui/icon'
import { Kbd } from '@/components/ui/kbd'
import { MenuButton } from '@/components/ui/menu-button'
import type { Facets } from '@/lib/contract/services'
import type { InventoryUrl } from './use-inventory-params'

const FilterPanel = lazy(() => import('./filter-panel').then((module) => ({ default: module.FilterPanel })))

interface FilterMenuProps {
  url: InventoryUrl
  facets: Facets | undefined
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
}

/** Adds a filter. */
export function FilterMenu({ url, facets, isOpen, onOpenChange }: FilterMenuProps) {
  return (
    <MenuButton
      open={isOpen}
      onOpenChange={onOpenChange}
      className={buttonClass('quiet', 'md', 'gap-2 first:-ml-2')}
      panel={(panel) => <FilterPanel {...panel} url={url} facets={facets} />}
    >
      <Icon name="plus" size={14} className="text-fg-3" />
      Filter
      <span className="max-sm:hidden">
        <Kbd>f</Kbd>
      </span>
    </MenuButton>
  )
}
