import type { ReactNode } from 'react'
import { AliasActionsProvider } from '@/components/action/alias-actions-provider'
import { ChangeLinkProvider } from '@/components/change/change-link-provider'
import { PaletteProvider } from '@/components/palette/palette-provider'
import { NoticesProvider } from './notices'
import { Rail } from './rail'
import { ShortcutHelp } from './shortcut-help'
import { TabBar } from './tab-bar'
import { TopBar } from './top-bar'

/** The frame of every screen. A screen is a column that fills it and scrolls by itself. */
export function Shell({ version, children }: { version: string; children: ReactNode }) {
  return (
    <NoticesProvider>
      <ChangeLinkProvider>
        <AliasActionsProvider>
          <ShortcutHelp>
            <PaletteProvider>
              <a
                href="#main"
                className="sr-only z-50 rounded-6 bg-raised px-3 py-1.5 shadow-pop focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
              >
                Skip to the content
              </a>
              <div className="grid h-dvh grid-cols-[52px_minmax(0,1fr)] grid-rows-[44px_minmax(0,1fr)] max-sm:grid-cols-[minmax(0,1fr)] max-sm:grid-rows-[44px_minmax(0,1fr)_52px] xl:grid-cols-[176px_minmax(0,1fr)]">
                <Rail version={version} />
                <TopBar />
                <main
                  id="main"
                  tabIndex={-1}
                  className="flex min-h-0 min-w-0 flex-col overflow-hidden outline-none focus-visible:shadow-none"
                >
                  {children}
                </main>
                <TabBar />
              </div>
            </PaletteProvider>
          </ShortcutHelp>
        </AliasActionsProvider>
      </ChangeLinkProvider>
    </NoticesProvider>
  )
}
