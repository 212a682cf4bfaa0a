'use client'

import { Menu, MenuAction, type MenuPanel } from '@/components/ui/menu'

export function ExportPanel({ onExport, ...panel }: MenuPanel & { onExport: (format: 'csv' | 'json') => void }) {
  return (
    <Menu {...panel} align="end">
      <MenuAction icon="file" onSelect={() => onExport('csv')}>
        CSV of what is shown
      </MenuAction>
      <MenuAction icon="file" onSelect={() => onExport('json')}>
        JSON of what is shown
      </MenuAction>
    </Menu>
  )
}
