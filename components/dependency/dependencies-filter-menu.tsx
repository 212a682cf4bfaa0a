'use client'

import { lazy } from 'react'
import { buttonClass } from '@/components/ui/button-class'
import { Icon } from '@/components/ui/icon'
import { Kbd } from '@/components/ui/kbd'
import { MenuButton } from '@/components/ui/menu-button'
import type { DependencyFacets } from '@/lib/contract/dependencies'
import type { DependenciesUrl } from './use-dependencies-url'

const DependenciesFilterPanel = lazy(() =>
  import('./dependencies-filter-panel').then((module) => ({ default: module.DependenciesFilterPanel })),
)

interface DependenciesFilterMenuProps {
  url: DependenciesUrl
  facets: DependencyFacets | undefined
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
}

/** Adds a filter. */
export function DependenciesFilterMenu({ url, facets, isOpen, onOpenChange }: DependenciesFilterMenuProps) {
  return (
    <MenuButton
      open={isOpen}
      onOpenChange={onOpenChange}
      className={buttonClass('quiet', 'md', 'gap-2 first:-ml-2')}
      panel={(panel) => <DependenciesFilterPanel {...panel} url={url} facets={facets} />}
    >
      <Icon name="plus" size={14} className="text-fg-3" />
      Filter
      <span className="max-sm:hidden">
        <Kbd>f</Kbd>
      </span>
    </MenuButton>
  )
}
