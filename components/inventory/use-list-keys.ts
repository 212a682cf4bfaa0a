'use client'

import { type RefObject, useEffect, useRef, useState } from 'react'
import { useAliasActions } from '@/components/action/alias-actions-provider'
import { useShortcuts } from '@/components/session/shortcuts'
import type { Row } from '@/lib/contract/row'

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

interface ListKeys {
  current: number
  setCurrent: (line: number) => void
  /** The one line that Tab leads to. */
  tabStop: number
}

/** Moves through the lines by `j` and `k`, selects by `x` (with shift up to here), switches by `s`. Another list begins at its top. */
export function useListKeys({ scroller, listKey, count, lines, rowAt, scrollTo, onSelect }: ListKeysOptions): ListKeys {
  const [current, setCurrent] = useState(0)
  const actions = useAliasActions()
  const shownKey = useRef(listKey)
  useEffect(() => {
    if (shownKey.current === listKey) return
    shownKey.current = listKey
    scroller.current?.scrollTo({ top: 0 })
    setCurrent(0)
  }, [listKey, scroller])
  const tabStop = current >= lines.start && current <= lines.end ? current : lines.start
  // The line that the last key chose, until it has the focus: keys may come faster than frames.
  const aim = useRef<number | null>(null)
  const focused = () =>
    aim.current ?? (scroller.current?.contains(document.activeElement) ? lineAt(document.activeElement) : null)

  const goTo = (line: number) => {
    aim.current = line
    scrollTo(line)
    setCurrent(line)
    actions.current.current = rowAt(line) ?? null
    requestAnimationFrame(() => {
      if (aim.current !== line) return
      aim.current = null
      controlAt(scroller.current, line)?.focus({ preventScroll: true })
    })
  }
  const move = (step: 1 | -1) => {
    const from = focused()
    goTo(from === null ? tabStop : Math.min(count - 1, Math.max(0, from + step)))
  }
  const doSwitch = () => {
    const row = rowAt(focused() ?? tabStop)
    if (row?.group) actions.run('switch', row)
  }
  useShortcuts({
    j: () => move(1),
    k: () => move(-1),
    x: () => onSelect(focused() ?? tabStop, false),
    X: () => onSelect(focused() ?? tabStop, true),
    s: doSwitch,
  })
  return {
    current,
    setCurrent: (line) => {
      setCurrent(line)
      actions.current.current = rowAt(line) ?? null
    },
    tabStop,
  }
}

/** The line whose control an element is, null for any other. */
export function lineAt(element: Element | EventTarget | null): number | null {
  const index = element instanceof HTMLElement ? element.dataset.index : undefined
  return index === undefined ? null : Number(index)
}

/** The line that an element lies in, unless it is a control of its own there. */
export function lineOf(element: EventTarget | null): number | null {
  if (!(element instanceof Element) || element.closest('[data-menu]') !== null) return null
  return lineAt(element.closest('tr')?.querySelector('[data-index]') ?? null)
}

function controlAt(scroller: HTMLElement | null, line: number): HTMLElement | null {
  return scroller?.querySelector<HTMLElement>(`[data-index="${line}"]`) ?? null
}
