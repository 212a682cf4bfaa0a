'use client'

import { lazy } from 'react'
import { buttonClass } from '@/components/ui/button-class'
import { Icon } from '@/components/ui/icon'
import { MenuButton } from '@/components/ui/menu-button'

const ExportPanel = lazy(() => import('./export-panel').then((module) => ({ default: module.ExportPanel })))

interface ExportMenuProps {
  /** Which rows: all that match, or those that are selected. */
  what: 'shown' | 'selected'
  onExport: (format: 'csv' | 'json') => void
  className?: string
}

/** Rows as a file, in the shown columns and order. */
export function ExportMenu({ what, onExport, className }: ExportMenuProps) {
  return (
    <MenuButton
      className={buttonClass('plain', 'md', className)}
      panel={(panel) => <ExportPanel {...panel} what={what} onExport={onExport} />}
    >
      <Icon name="download" size={14} className="text-fg-3" />
      Export
    </MenuButton>
  )
}
