import type { RefObject } from 'react'
import { useShortcuts } from './shortcuts'

/** Moves through the links or buttons of a list by `j` and `k`; Enter opens the link, or presses the button, that has the focus. */
export function useRowKeys(list: RefObject<HTMLElement | null>): void {
  const move = (step: 1 | -1) => {
    const links = [...(list.current?.querySelectorAll<HTMLElement>('a[data-row], button[data-row]') ?? [])]
    const at = links.indexOf(links.find((link) => link === document.activeElement) ?? document.body)
    const next = at === -1 ? 0 : Math.min(links.length - 1, Math.max(0, at + step))
    links[next]?.focus()
  }
  useShortcuts({ j: () => move(1), k: () => move(-1) })
}
