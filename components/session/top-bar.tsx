'use client'

import { useQuery } from '@tanstack/react-query'
import { usePathname } from 'next/navigation'
import { Icon } from '@/components/ui/icon'
import { visibleText } from '@/components/ui/visible-text'
import { sessionQuery } from '@/lib/client/queries'
import { ClusterStates } from './cluster-states'
import { LiveDot } from './live-dot'
import { SearchBox } from './search-box'
import { sectionOf } from './sections'
import type { Theme } from './theme'
import { ThemeButton } from './theme-button'

/** Clusters with their state, search, whether this is live, who you are, theme. */
export function TopBar({ theme }: { theme: Theme }) {
  const section = sectionOf(usePathname())
  return (
    <header className="relative flex min-w-0 items-center gap-4 border-b border-line bg-canvas pr-3 pl-4 max-sm:gap-2 max-sm:pr-2">
      <span className="flex items-center gap-2 text-15 font-semibold tracking-[-0.015em] sm:hidden">
        <Icon name="logo" size={18} />
        {section?.label ?? 'Signpost'}
      </span>
      <ClusterStates />
      <SearchBox />
      <LiveDot />
      <Identity />
      <ThemeButton initial={theme} />
    </header>
  )
}

function Identity() {
  const { data } = useQuery(sessionQuery())
  if (data === undefined) return null
  const user = visibleText(data.identity.user)
  return (
    <span
      title={`Signed in as ${user}`}
      className="flex max-w-44 min-w-0 shrink-0 items-center gap-1.5 text-12 text-fg-2 max-md:hidden"
    >
      <Icon name="person" />
      <span className="sr-only">Signed in as </span>
      <bdi className="truncate">{user}</bdi>
    </span>
  )
}
