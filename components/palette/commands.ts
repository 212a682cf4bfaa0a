import { newHref } from '@/components/action/alias-actions'
import { groupingWords } from '@/components/inventory/grouping-words'
import { orders } from '@/components/inventory/orders'
import { newMigrationHref } from '@/components/migration/migration-href'
import { sections } from '@/components/session/sections'
import { applyTheme } from '@/components/session/theme'
import type { IconName } from '@/components/ui/icon'
import { groupings } from '@/lib/contract/row-group'

/** Something that the console can do, whatever is selected. */
export interface Command {
  label: string
  icon: IconName
  keys?: string
  /** Whether it only fills the field, so that the palette stays. */
  staysOpen?: boolean
  run: () => void
}

interface CommandContext {
  goTo: (href: string) => void
  showHelp: () => void
}

/** All that `>` lists: places first. */
export function consoleCommands({ goTo, showHelp }: CommandContext): Command[] {
  const themes = [
    { theme: 'light', label: 'Light theme' },
    { theme: 'dark', label: 'Dark theme' },
    { theme: 'system', label: 'Theme as the system' },
  ] as const
  return [
    ...sections.map(({ label, icon, key, href }) => ({
      label: `Go to ${label}`,
      icon,
      keys: `g ${key}`,
      run: () => goTo(href),
    })),
    { label: 'New alias', icon: 'plus' as const, keys: 'n', run: () => goTo(newHref()) },
    { label: 'New migration', icon: 'migration' as const, run: () => goTo(newMigrationHref(null)) },
    ...groupings.map((by) => ({
      label: `Group the inventory by ${groupingWords[by].toLowerCase()}`,
      icon: 'group' as const,
      run: () => goTo(`/?by=${by}`),
    })),
    ...orders.map(({ value, label }) => ({
      label: `Sort the inventory by ${label === 'TTL' ? label : label.toLowerCase()}`,
      icon: 'sort' as const,
      run: () => goTo(`/?sort=${value}`),
    })),
    ...themes.map(({ theme, label }) => ({ label, icon: 'theme' as const, run: () => applyTheme(theme) })),
    { label: 'Show shortcuts', icon: 'terminal', keys: '?', run: showHelp },
  ]
}
