'use client'

import type { RefObject } from 'react'
import { useAliasActions } from '@/components/action/alias-actions-provider'
import { useShortcuts } from '@/components/session/shortcuts'
import type { Row } from '@/lib/contract/row'
import { type LineKeys, lineAt, useLineKeys } from './use-line-keys'

interface ListKeysOptions {
  scroller: RefObject<HTMLElement | null>
  listKey: string
  count: number
  /** Lines that are drawn. */
  lines: { start: number; end: number }
  rowAt: (line: number) => Row | undefined
  scrollTo: (line: number) => void
  onSelect: (line: number, isRange: boolean) => void
}

/** Moves through the lines by `j` and `k`, selects by `x` (with shift up to here), switches by `s`, edits by `e`. Another list begins at its top. */
export function useListKeys({ rowAt, onSelect, ...options }: ListKeysOptions): LineKeys {
  const actions = useAliasActions()
  const keys = useLineKeys({
    ...options,
    onCurrent: (line) => {
      actions.current.current = rowAt(line) ?? null
    },
  })
  useShortcuts({
    x: () => onSelect(keys.acted(), false),
    X: () => onSelect(keys.acted(), true),
    s: () => {
      const row = rowAt(keys.acted())
      if (row?.group) actions.run('switch', row)
    },
    e: () => {
      const row = rowAt(keys.acted())
      if (row?.type === 'ExternalName') actions.run('edit', row)
    },
  })
  return keys
}

/** The line that an element lies in, unless it is a control of its own there. */
export function lineOf(element: EventTarget | null): number | null {
  if (!(element instanceof Element) || element.closest('[data-menu]') !== null) return null
  return lineAt(element.closest('tr')?.querySelector('[data-index]') ?? null)
}
