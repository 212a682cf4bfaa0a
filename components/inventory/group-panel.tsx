'use client'

import { Menu, MenuAction, MenuChoice, MenuLine, type MenuPanel } from '@/components/ui/menu'
import type { Grouping } from '@/lib/contract/row-group'
import { groupingWords } from './grouping-words'
import type { InventoryUrl } from './use-inventory-params'

const order = ['none', 'host', 'namespace', 'owner', 'environment', 'useCase', 'namespacePurpose'] as const
const options = order.map((value) => ({ value, label: groupingWords[value] }))

export function GroupPanel({ url, ...panel }: MenuPanel & { url: InventoryUrl }) {
  const { by } = url.params
  return (
    <Menu {...panel} align="end">
      <MenuChoice<Grouping | 'none'>
        value={by ?? 'none'}
        onValueChange={(value) => url.groupBy(value === 'none' ? null : value)}
        options={options}
      />
      {by !== null && (
        <>
          <MenuLine />
          <MenuAction onSelect={() => url.foldAll(true)}>Fold all</MenuAction>
          <MenuAction onSelect={() => url.foldAll(false)}>Unfold all</MenuAction>
        </>
      )}
    </Menu>
  )
}
