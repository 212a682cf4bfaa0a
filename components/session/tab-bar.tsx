'use client'

import { clsx } from 'clsx'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { Icon } from '@/components/ui/icon'
import { sectionOf, sections } from './sections'

/** The sections at the bottom of a narrow screen. */
export function TabBar() {
  const current = sectionOf(usePathname())
  return (
    <nav aria-label="Sections" className="flex border-t border-line bg-rail sm:hidden">
      {sections.map((section) => {
        const isCurrent = section === current
        return (
          <Link
            key={section.href}
            href={section.href}
            aria-current={isCurrent ? 'page' : undefined}
            className={clsx(
              'grid flex-1 content-center justify-items-center gap-0.5 text-[10.5px]/[14px]',
              isCurrent ? 'font-medium text-fg' : 'text-fg-3',
            )}
          >
            <Icon name={section.icon} size={18} className={clsx(isCurrent && 'text-accent')} />
            {section.short ?? section.label}
          </Link>
        )
      })}
    </nav>
  )
}
