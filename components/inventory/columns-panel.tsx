'use client'

import { Menu, MenuAction, MenuCheck, MenuLine, type MenuPanel } from '@/components/ui/menu'
import { type ColumnKey, columnKeys, columns, inOrder } from './columns'

interface ColumnsPanelProps extends MenuPanel {
  shown: readonly ColumnKey[]
  onShow: (columns: readonly ColumnKey[] | null) => void
}

export function ColumnsPanel({ shown, onShow, ...panel }: ColumnsPanelProps) {
  return (
    <Menu {...panel} align="end">
      {columnKeys.map((key) => (
        <MenuCheck
          key={key}
          checked={shown.includes(key)}
          onCheckedChange={(isShown) =>
            onShow(isShown ? inOrder([...shown, key]) : shown.filter((each) => each !== key))
          }
        >
          {columns[key].label}
        </MenuCheck>
      ))}
      <MenuLine />
      <MenuAction onSelect={() => onShow(null)}>The usual ones</MenuAction>
    </Menu>
  )
}
