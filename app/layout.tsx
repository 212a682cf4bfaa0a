import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import { GeistMono } from 'geist/font/mono'
import { GeistSans } from 'geist/font/sans'
import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { Providers } from '@/components/session/providers'
import { Shell } from '@/components/session/shell'
import { readTheme, themeCookie } from '@/components/session/theme'
import { sessionQuery, summaryQuery } from '@/lib/client/queries'
import { makeQueryClient } from '@/lib/client/query-client'
import { inventoryOperations } from '@/lib/contract/inventory-operations'
import { hasConsoleAround } from '@/lib/http/admit-page'
import { consoleVersion, pageReader } from '@/lib/http/page-reader'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'Signpost', template: '%s · Signpost' },
  description: 'Where the Services of type ExternalName of your clusters really lead',
  icons: { icon: '/icon.svg' },
  robots: { index: false, follow: false },
}

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#0e0f12' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = readTheme((await cookies()).get(themeCookie)?.value)
  return (
    <html
      lang="en"
      className={`${GeistSans.variable} ${GeistMono.variable}`}
      {...(theme === 'system' ? {} : { 'data-theme': theme })}
    >
      <body>{(await hasConsoleAround()) ? <Console>{children}</Console> : children}</body>
    </html>
  )
}

async function Console({ children }: { children: ReactNode }) {
  const client = makeQueryClient()
  const summary = inventoryOperations.listServices.query.parse({ limit: 1 })
  await Promise.all([
    client.prefetchQuery({ ...sessionQuery(), queryFn: async () => (await pageReader()).session() }),
    client.prefetchQuery({ ...summaryQuery(), queryFn: async () => (await pageReader()).listServices(summary) }),
  ])
  return (
    <Providers nowMs={Date.now()}>
      <HydrationBoundary state={dehydrate(client)}>
        <Shell version={consoleVersion}>{children}</Shell>
      </HydrationBoundary>
    </Providers>
  )
}
