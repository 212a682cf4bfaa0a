import type { IconName } from '@/components/ui/icon'

export interface Section {
  href: '/' | '/dependencies' | '/switches' | '/migrations' | '/reviews' | '/environments' | '/changes'
  label: string
  /** Where there is little room. */
  short?: string
  icon: IconName
  /** Pressed after `g`. */
  key: string
  /** Paths that belong to it. */
  owns: RegExp
}

/** The places of the console: only what works. */
export const sections: readonly Section[] = [
  { href: '/', label: 'Inventory', icon: 'inventory', key: 'i', owns: /^\/($|services(\/|$))/ },
  {
    href: '/dependencies',
    label: 'Dependencies',
    short: 'Hosts',
    icon: 'dependency',
    key: 'd',
    owns: /^\/dependencies(\/|$)/,
  },
  { href: '/switches', label: 'Switches', icon: 'switch', key: 's', owns: /^\/switches(\/|$)/ },
  { href: '/migrations', label: 'Migrations', icon: 'migration', key: 'm', owns: /^\/migrations(\/|$)/ },
  { href: '/reviews', label: 'Reviews', icon: 'review', key: 'r', owns: /^\/reviews(\/|$)/ },
  {
    href: '/environments',
    label: 'Environments',
    short: 'Envs',
    icon: 'environments',
    key: 'e',
    owns: /^\/environments(\/|$)/,
  },
  { href: '/changes', label: 'Changes', icon: 'changes', key: 'c', owns: /^\/changes(\/|$)/ },
]

/** The section that a path lies in. */
export function sectionOf(pathname: string): Section | undefined {
  return sections.find((section) => section.owns.test(pathname))
}
