'use client'

import { Fragment } from 'react'
import { type AliasActionId, aliasActions } from '@/components/action/alias-actions'
import { useAliasActions } from '@/components/action/alias-actions-provider'
import { Menu, MenuAction, MenuLine, type MenuPanel } from '@/components/ui/menu'
import type { Row } from '@/lib/contract/row'

const before: ReadonlySet<AliasActionId> = new Set(['ask', 'copy-service'])

interface RowMenuProps extends MenuPanel {
  row: Row
  align: 'start' | 'end'
  onSelect: () => void
}

/** What can be done with one row. */
export function RowMenu({ row, onSelect, align, ...panel }: RowMenuProps) {
  const { run } = useAliasActions()
  return (
    <Menu {...panel} align={align}>
      {aliasActions(row).map(({ id, label, icon, hint }) => (
        <Fragment key={id}>
          {before.has(id) && <MenuLine />}
          <MenuAction icon={icon} hint={hint} onSelect={() => run(id, row)}>
            {label}
          </MenuAction>
        </Fragment>
      ))}
      <MenuLine />
      <MenuAction icon="check" hint="x" onSelect={onSelect}>
        Select
      </MenuAction>
    </Menu>
  )
}
