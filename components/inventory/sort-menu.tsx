'use client'

import { lazy } from 'react'
import { buttonClass } from '@/components/ui/button-class'
import { Icon } from '@/components/ui/icon'
import { MenuButton } from '@/components/ui/menu-button'
import type { Sort } from '@/lib/contract/services'
import { orders } from './orders'

const SortPanel = lazy(() => import('./sort-panel').then((module) => ({ default: module.SortPanel })))

/** The order of the rows; headers choose it too, where there are headers. */
export function SortMenu({ sort, onSort }: { sort: Sort; onSort: (sort: Sort) => void }) {
  const key = sort.replace('-', '')
  const current = orders.find(({ value }) => value.replace('-', '') === key)
  return (
    <MenuButton className={buttonClass()} panel={(panel) => <SortPanel {...panel} sort={sort} onSort={onSort} />}>
      <Icon name="sort" size={14} className="text-fg-3" />
      <span className="font-normal text-fg-3 max-md:sr-only">Sort</span>
      {current?.label ?? 'Severity'}
      <Icon name="chevron" size={14} className="text-fg-3" />
    </MenuButton>
  )
}
