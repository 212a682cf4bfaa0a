'use client'

import { clsx } from 'clsx'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import type { ReactNode } from 'react'
import { type AliasTab, aliasTabs } from './alias-tab'

const words: Record<AliasTab, string> = {
  overview: 'Overview',
  resolution: 'Resolution',
  consumers: 'Consumers',
  troubleshoot: 'Troubleshoot',
  changes: 'Changes',
  manifest: 'Manifest',
}

/** The tab that the URL names. */
export function useAliasTab(): [AliasTab, (tab: AliasTab) => void] {
  const [tab, setTab] = useQueryState(
    'tab',
    parseAsStringLiteral(aliasTabs).withDefault('overview').withOptions({ history: 'push' }),
  )
  return [tab, (next) => void setTab(next)]
}

interface AliasTabsProps {
  name: string
  current: AliasTab
  onSelect: (tab: AliasTab) => void
  /** At the right end: how fresh what is shown is. */
  aside?: ReactNode
}

/** The views of one alias; each is a link that can be sent. */
export function AliasTabs({ name, current, onSelect, aside }: AliasTabsProps) {
  return (
    <nav
      aria-label={`Views of ${name}`}
      className="edge h-10 shrink-0 items-stretch gap-5 border-b border-line px-5 max-sm:h-11 max-sm:pr-0 max-sm:pl-4"
    >
      {aliasTabs.map((tab) => (
        <a
          key={tab}
          href={`?tab=${tab}`}
          ref={tab === current ? showTab : null}
          aria-current={tab === current ? 'page' : undefined}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
            event.preventDefault()
            onSelect(tab)
          }}
          className={clsx(
            '-mb-px flex shrink-0 items-center border-b-2 max-sm:last-of-type:mr-4',
            tab === current ? 'border-accent font-medium text-fg' : 'border-transparent text-fg-2 hover:text-fg',
          )}
        >
          {words[tab]}
        </a>
      ))}
      {aside && (
        <span className="-mr-5 ml-auto flex items-center text-12 whitespace-nowrap text-fg-3 max-md:hidden">
          {aside}
        </span>
      )}
    </nav>
  )
}

// On a narrow screen the row of views goes on beyond its edge.
function showTab(link: HTMLAnchorElement | null): void {
  link?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}
