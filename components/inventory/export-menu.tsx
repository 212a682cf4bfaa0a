'use client'

import { lazy } from 'react'
import { buttonClass } from '@/components/ui/button-class'
import { Icon } from '@/components/ui/icon'
import { MenuButton } from '@/components/ui/menu-button'

const ExportPanel = lazy(() => import('./export-panel').then((module) => ({ default: module.ExportPanel })))

/** All matching rows as a file, in the shown columns and order. */
export function ExportMenu({ onExport }: { onExport: (format: 'csv' | 'json') => void }) {
  return (
    <MenuButton
      className={buttonClass('plain', 'md', 'max-sm:hidden')}
      panel={(panel) => <ExportPanel {...panel} onExport={onExport} />}
    >
      <Icon name="download" size={14} className="text-fg-3" />
      Export
    </MenuButton>
  )
}
