'use client'

import type { ReactNode } from 'react'
import { buttonClass } from './button-class'
import { Icon } from './icon'
import { Kbd } from './kbd'
import type { MenuPanel } from './menu'
import { MenuButton } from './menu-button'

interface FilterMenuProps {
  /** The filters to choose from, best a lazy component: it is drawn from the first time the menu is opened. */
  panel: (panel: MenuPanel) => ReactNode
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
}

/** The button that adds a filter. */
export function FilterMenu({ panel, isOpen, onOpenChange }: FilterMenuProps) {
  return (
    <MenuButton
      open={isOpen}
      onOpenChange={onOpenChange}
      className={buttonClass('quiet', 'md', 'gap-2 first:-ml-2')}
      panel={panel}
    >
      <Icon name="plus" size={14} className="text-fg-3" />
      Filter
      <span className="max-sm:hidden">
        <Kbd>f</Kbd>
      </span>
    </MenuButton>
  )
}
