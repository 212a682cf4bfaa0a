'use client'

import { Menu, MenuChoice, type MenuPanel } from '@/components/ui/menu'
import type { Sort } from '@/lib/contract/services'
import { orders } from './orders'

interface SortPanelProps extends MenuPanel {
  sort: Sort
  onSort: (sort: Sort) => void
}

export function SortPanel({ sort, onSort, ...panel }: SortPanelProps) {
  return (
    <Menu {...panel} align="end">
      <MenuChoice<Sort> value={sort} onValueChange={onSort} options={orders} />
    </Menu>
  )
}
