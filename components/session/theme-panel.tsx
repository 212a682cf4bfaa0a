'use client'

import { useState } from 'react'
import { Menu, MenuChoice, type MenuPanel } from '@/components/ui/menu'
import { applyTheme, readTheme, type Theme } from './theme'

const options = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const

export function ThemePanel(panel: MenuPanel) {
  const [, setChosen] = useState<Theme>()
  // The palette chooses it too: what the page has is what counts.
  const theme = readTheme(document.documentElement.dataset.theme)
  const choose = (next: Theme) => {
    applyTheme(next)
    setChosen(next)
  }
  return (
    <Menu {...panel} align="end">
      <MenuChoice value={theme} onValueChange={choose} options={options} />
    </Menu>
  )
}
