'use client'

import { Menu, MenuAction, type MenuPanel } from '@/components/ui/menu'

interface ExportPanelProps extends MenuPanel {
  what: 'shown' | 'selected'
  onExport: (format: 'csv' | 'json') => void
}

export function ExportPanel({ what, onExport, ...panel }: ExportPanelProps) {
  return (
    <Menu {...panel} align="end">
      <MenuAction icon="file" onSelect={() => onExport('csv')}>
        CSV of what is {what}
      </MenuAction>
      <MenuAction icon="file" onSelect={() => onExport('json')}>
        JSON of what is {what}
      </MenuAction>
    </Menu>
  )
}
