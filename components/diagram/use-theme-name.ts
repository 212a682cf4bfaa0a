import { useSyncExternalStore } from 'react'
import type { ThemeName } from './diagram-theme'

const darkQuery = '(prefers-color-scheme: dark)'

/** The theme that is in force: the page's own, else the system's; light on the server. */
export function useThemeName(): ThemeName {
  return useSyncExternalStore(subscribe, readTheme, () => 'light')
}

function subscribe(listener: () => void): () => void {
  const observer = new MutationObserver(listener)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  const query = window.matchMedia?.(darkQuery)
  query?.addEventListener('change', listener)
  return () => {
    observer.disconnect()
    query?.removeEventListener('change', listener)
  }
}

function readTheme(): ThemeName {
  const chosen = document.documentElement.dataset.theme
  if (chosen === 'light' || chosen === 'dark') return chosen
  return window.matchMedia?.(darkQuery).matches ? 'dark' : 'light'
}
