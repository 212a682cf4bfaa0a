'use client'

import { useQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { Icon } from '@/components/ui/icon'
import { Kbd } from '@/components/ui/kbd'
import { Tooltip } from '@/components/ui/tooltip'
import { migrationsQuery } from '@/lib/client/migration-queries'
import { sectionOf, sections } from './sections'
import { useShortcutHelp } from './shortcut-help'

/** The sections at the left: words from 1281 px, icons with a name below. */
export function Rail({ version }: { version: string }) {
  const current = sectionOf(usePathname())
  const showHelp = useShortcutHelp()
  return (
    <nav
      aria-label="Sections"
      className="row-span-full flex flex-col border-r border-line bg-rail px-1.5 pb-2 max-sm:hidden xl:px-2"
    >
      <Link
        href="/"
        className="mb-1.5 flex h-11 items-center justify-center gap-2 rounded-6 text-[14px] font-semibold tracking-[-0.015em] xl:justify-start xl:px-2"
      >
        <Icon name="logo" size={18} />
        <span className="max-xl:sr-only">Signpost</span>
      </Link>
      <ul className="grid gap-px">
        {sections.map((section) => {
          const isCurrent = section === current
          return (
            <li key={section.href}>
              <Tooltip content={section.label} className="xl:hidden">
                <Link
                  href={section.href}
                  aria-current={isCurrent ? 'page' : undefined}
                  className={clsx(
                    'flex h-9 items-center justify-center gap-2 rounded-6 transition-colors xl:h-[30px] xl:justify-start xl:px-2',
                    isCurrent ? 'bg-press font-medium text-fg' : 'text-fg-2 hover:bg-press',
                  )}
                >
                  <Icon name={section.icon} className={isCurrent ? 'text-accent' : 'text-fg-3'} />
                  <span className="max-xl:sr-only">{section.label}</span>
                  {section.href === '/migrations' && <OpenMigrations />}
                </Link>
              </Tooltip>
            </li>
          )
        })}
      </ul>
      <button
        type="button"
        aria-haspopup="dialog"
        onClick={showHelp}
        className="mt-auto flex h-7 items-center justify-center rounded-6 text-11 text-fg-3 hover:bg-press xl:justify-between xl:px-2"
      >
        <span className="max-xl:sr-only">Shortcuts</span>
        <Kbd>?</Kbd>
      </button>
      <p className="px-2 pt-1 text-11 text-fg-3 max-xl:hidden">Signpost {version}</p>
    </nav>
  )
}

/** How many migrations are open: what waits for somebody. */
function OpenMigrations() {
  const { data } = useQuery(migrationsQuery('open'))
  if (!data || data.total === 0) return null
  return (
    <span className="num ml-auto text-11 text-fg-3 max-xl:sr-only">
      {data.total} <span className="sr-only">open</span>
    </span>
  )
}
