'use client'

import { lazy } from 'react'
import { buttonClass } from '@/components/ui/button-class'
import { Icon } from '@/components/ui/icon'
import { MenuButton } from '@/components/ui/menu-button'
import type { ColumnKey } from './columns'

const ColumnsPanel = lazy(() => import('./columns-panel').then((module) => ({ default: module.ColumnsPanel })))

interface ColumnsMenuProps {
  shown: readonly ColumnKey[]
  onShow: (columns: readonly ColumnKey[] | null) => void
}

/** Which columns are shown, where there are columns. */
export function ColumnsMenu({ shown, onShow }: ColumnsMenuProps) {
  return (
    <MenuButton
      className={buttonClass('plain', 'md', 'max-sm:hidden')}
      panel={(panel) => <ColumnsPanel {...panel} shown={shown} onShow={onShow} />}
    >
      <Icon name="columns" size={14} className="text-fg-3" />
      Columns
    </MenuButton>
  )
}
