import { useEffect } from 'react'
import { useAliasActions } from '@/components/action/alias-actions-provider'
import { useShortcuts } from '@/components/session/shortcuts'
import type { Row } from '@/lib/contract/row'

/** Makes the alias of the page the one that the palette acts on; `s` opens the switch of its group, `e` edits it. */
export function useAliasKeys(row: Row | null): void {
  const { run, current } = useAliasActions()
  useEffect(() => {
    current.current = row
    return () => {
      current.current = null
    }
  }, [row, current])
  const isExternal = row?.type === 'ExternalName'
  useShortcuts({
    ...(isExternal && { e: () => run('edit', row) }),
    ...(isExternal && row.group && { s: () => run('switch', row) }),
  })
}
