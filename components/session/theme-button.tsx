'use client'

import { lazy } from 'react'
import { Icon } from '@/components/ui/icon'
import { iconButtonClass } from '@/components/ui/icon-button'
import { MenuButton } from '@/components/ui/menu-button'

const ThemePanel = lazy(() => import('./theme-panel').then((module) => ({ default: module.ThemePanel })))

/** Chooses light, dark or the system's. */
export function ThemeButton() {
  return (
    <MenuButton
      aria-label="Theme"
      title="Theme"
      className={iconButtonClass}
      panel={(panel) => <ThemePanel {...panel} />}
    >
      <Icon name="theme" />
    </MenuButton>
  )
}
