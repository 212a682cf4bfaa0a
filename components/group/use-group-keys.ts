import { type FocusEvent, useRef } from 'react'
import { useShortcuts } from '@/components/session/shortcuts'

interface GroupKeys {
  onFocus: (event: FocusEvent<HTMLElement>) => void
}

const groupSelector = 'article[data-group]'

/** Keys of the list of groups: `j k` go along them, `x` selects the one with focus, `s` switches it and `u` undoes, as their controls do. */
export function useGroupKeys(): GroupKeys {
  // A button that was pressed goes when its change runs, and focus with it: the group stays the one that is meant.
  const last = useRef<string>(null)
  const groups = () => [...document.querySelectorAll<HTMLElement>(groupSelector)]
  const current = () => groups().find(({ id }) => id === last.current)
  const go = (by: 1 | -1) => {
    const all = groups()
    const at = all.findIndex(({ id }) => id === last.current)
    all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + by))]?.focus()
  }
  const press = (key: 's' | 'u' | 'x') => current()?.querySelector<HTMLElement>(`[aria-keyshortcuts="${key}"]`)?.click()
  useShortcuts({ j: () => go(1), k: () => go(-1), s: () => press('s'), u: () => press('u'), x: () => press('x') })
  return {
    onFocus: ({ target }) => {
      last.current = target.closest(groupSelector)?.id ?? last.current
    },
  }
}
