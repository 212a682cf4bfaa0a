'use client'

import { useState } from 'react'
import { IconButton } from '@/components/ui/icon-button'
import { Menu, MenuChoice } from '@/components/ui/menu'
import { type Theme, themeCookie } from './theme'

const options = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const

/** Chooses light, dark or the system's; kept in a cookie, so that the server renders it. */
export function ThemeButton({ initial }: { initial: Theme }) {
  const [theme, setTheme] = useState(initial)
  const choose = (next: Theme) => {
    setTheme(next)
    const root = document.documentElement
    if (next === 'system') delete root.dataset.theme
    else root.dataset.theme = next
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing where the page is not on HTTPS or loopback
    document.cookie = `${themeCookie}=${next}; path=/; max-age=31536000; samesite=lax`
  }
  return (
    <Menu align="end" trigger={<IconButton icon="theme" label="Theme" />}>
      <MenuChoice value={theme} onValueChange={choose} options={options} />
    </Menu>
  )
}
