'use client'

import { lazy } from 'react'
import { buttonClass } from '@/components/ui/button-class'
import { Icon } from '@/components/ui/icon'
import { MenuButton } from '@/components/ui/menu-button'
import type { DependencySort } from '@/lib/contract/dependencies'
import { dependencyOrders } from './dependency-orders'

const DependenciesSortPanel = lazy(() =>
  import('./dependencies-sort-panel').then((module) => ({ default: module.DependenciesSortPanel })),
)

interface DependenciesSortMenuProps {
  sort: DependencySort
  onSort: (sort: DependencySort) => void
}

/** The order of the hosts; headers choose it too, where there are headers. */
export function DependenciesSortMenu({ sort, onSort }: DependenciesSortMenuProps) {
  const key = sort.replace('-', '')
  const current = dependencyOrders.find(({ value }) => value.replace('-', '') === key)
  return (
    <MenuButton
      className={buttonClass()}
      panel={(panel) => <DependenciesSortPanel {...panel} sort={sort} onSort={onSort} />}
    >
      <Icon name="sort" size={14} className="text-fg-3" />
      <span className="font-normal text-fg-3 max-md:sr-only">Sort</span>
      {current?.label ?? 'Severity'}
      <Icon name="chevron" size={14} className="text-fg-3" />
    </MenuButton>
  )
}
