'use client'

import { Menu, MenuChoice, type MenuPanel } from '@/components/ui/menu'
import type { DependencySort } from '@/lib/contract/dependencies'
import { dependencyOrders } from './dependency-orders'

interface DependenciesSortPanelProps extends MenuPanel {
  sort: DependencySort
  onSort: (sort: DependencySort) => void
}

export function DependenciesSortPanel({ sort, onSort, ...panel }: DependenciesSortPanelProps) {
  return (
    <Menu {...panel} align="end">
      <MenuChoice<DependencySort> value={sort} onValueChange={onSort} options={dependencyOrders} />
    </Menu>
  )
}
