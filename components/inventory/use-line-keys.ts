'use client'

import { type RefObject, useEffect, useRef, useState } from 'react'
import { useShortcuts } from '@/components/session/shortcuts'

interface LineKeysOptions {
  scroller: RefObject<HTMLElement | null>
  listKey: string
  count: number
  /** Lines that are drawn. */
  lines: { start: number; end: number }
  scrollTo: (line: number) => void
  /** Told of every line that becomes the current one. */
  onCurrent?: (line: number) => void
}

export interface LineKeys {
  current: number
  setCurrent: (line: number) => void
  /** The one line that Tab leads to. */
  tabStop: number
  /** The line that a key acts on. */
  acted: () => number
}

/** Moves through the lines of a list by `j` and `k`; controls of lines carry `data-index`. Another list begins at its top. */
export function useLineKeys(options: LineKeysOptions): LineKeys {
  const { scroller, listKey, count, lines, scrollTo, onCurrent } = options
  const [current, setCurrent] = useState(0)
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
  const makeCurrent = (line: number) => {
    setCurrent(line)
    onCurrent?.(line)
  }

  const goTo = (line: number) => {
    scrollTo(line)
    makeCurrent(line)
    aim.current = null
    // At once where it is drawn: Enter may be the next key, and come before the next frame.
    if (focusLine(scroller.current, line)) return
    aim.current = line
    requestAnimationFrame(() => {
      if (aim.current !== line) return
      aim.current = null
      focusLine(scroller.current, line)
    })
  }
  const move = (step: 1 | -1) => {
    const from = focused()
    goTo(from === null ? tabStop : Math.min(count - 1, Math.max(0, from + step)))
  }
  useShortcuts({ j: () => move(1), k: () => move(-1) })
  return { current, setCurrent: makeCurrent, tabStop, acted: () => focused() ?? tabStop }
}

/** The line whose control an element is, null for any other. */
export function lineAt(element: Element | EventTarget | null): number | null {
  const index = element instanceof HTMLElement ? element.dataset.index : undefined
  return index === undefined ? null : Number(index)
}

function focusLine(scroller: HTMLElement | null, line: number): boolean {
  const control = scroller?.querySelector<HTMLElement>(`[data-index="${line}"]`)
  control?.focus({ preventScroll: true })
  return control !== undefined && control !== null
}
