'use client'

import { buttonClass } from '@/components/ui/button-class'
import { Icon } from '@/components/ui/icon'
import { Menu, MenuChoice } from '@/components/ui/menu'
import type { Sort } from '@/lib/contract/services'

const orders = [
  { value: 'severity', label: 'Severity' },
  { value: 'name', label: 'Name' },
  { value: 'namespace', label: 'Namespace' },
  { value: 'target', label: 'Target' },
  { value: 'owner', label: 'Owner' },
  { value: 'environment', label: 'Environment' },
  { value: 'ttl', label: 'TTL' },
  { value: '-changed', label: 'Changed last' },
  { value: '-created', label: 'Created last' },
] as const satisfies readonly { value: Sort; label: string }[]

/** The order of the rows; headers choose it too, where there are headers. */
export function SortMenu({ sort, onSort }: { sort: Sort; onSort: (sort: Sort) => void }) {
  const key = sort.replace('-', '')
  const current = orders.find(({ value }) => value.replace('-', '') === key)
  return (
    <Menu
      align="end"
      trigger={
        <button type="button" className={buttonClass()}>
          <Icon name="sort" size={14} className="text-fg-3" />
          <span className="font-normal text-fg-3 max-md:sr-only">Sort</span>
          {current?.label ?? 'Provider'}
          <Icon name="chevron" size={14} className="text-fg-3" />
        </button>
      }
    >
      <MenuChoice<Sort> value={sort} onValueChange={onSort} options={orders} />
    </Menu>
  )
}
