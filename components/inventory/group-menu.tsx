'use client'

import { lazy } from 'react'
import { buttonClass } from '@/components/ui/button-class'
import { Icon } from '@/components/ui/icon'
import { MenuButton } from '@/components/ui/menu-button'
import { groupingWords } from './grouping-words'
import type { InventoryUrl } from './use-inventory-params'

const GroupPanel = lazy(() => import('./group-panel').then((module) => ({ default: module.GroupPanel })))

/** What the rows are put together by. */
export function GroupMenu({ url }: { url: InventoryUrl }) {
  return (
    <MenuButton className={buttonClass()} panel={(panel) => <GroupPanel {...panel} url={url} />}>
      <Icon name="group" size={14} className="text-fg-3" />
      <span className="font-normal text-fg-3 max-md:sr-only">Group</span>
      {groupingWords[url.params.by ?? 'none']}
      <Icon name="chevron" size={14} className="text-fg-3" />
    </MenuButton>
  )
}
