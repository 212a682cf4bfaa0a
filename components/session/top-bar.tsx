'use client'

import { usePathname } from 'next/navigation'
import { Icon } from '@/components/ui/icon'
import { ClusterStates } from './cluster-states'
import { IdentityMenu } from './identity-menu'
import { LiveDot } from './live-dot'
import { SearchButton } from './search-button'
import { sectionOf } from './sections'
import { ThemeButton } from './theme-button'

/** Clusters with their state, the way into the palette, whether this is live, who you are, theme. */
export function TopBar() {
  const section = sectionOf(usePathname())
  return (
    <header className="relative flex min-w-0 items-center gap-4 border-b border-line bg-canvas pr-3 pl-2.5 max-sm:gap-2 max-sm:pr-2 max-sm:pl-4">
      <span className="flex items-center gap-2 text-15 font-semibold tracking-[-0.015em] sm:hidden">
        <Icon name="logo" size={18} />
        {section?.label ?? 'Signpost'}
      </span>
      <ClusterStates />
      <SearchButton />
      <LiveDot />
      <IdentityMenu />
      <ThemeButton />
    </header>
  )
}
