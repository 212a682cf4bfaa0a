import { QueryClientProvider } from '@tanstack/react-query'
import { type RenderResult, render } from '@testing-library/react'
import { AppRouterContext, type AppRouterInstance } from 'next/dist/shared/lib/app-router-context.shared-runtime'
import { PathnameContext } from 'next/dist/shared/lib/hooks-client-context.shared-runtime'
import { NuqsTestingAdapter, type UrlUpdateEvent } from 'nuqs/adapters/testing'
import type { ReactNode } from 'react'
import { NowProvider } from '@/components/ui/now'
import { makeQueryClient } from '@/lib/client/query-client'

interface ScreenOptions {
  path?: string
  search?: string
  queryClient?: ReturnType<typeof makeQueryClient>
  /** Where links and the router go. */
  onNavigate?: (href: string) => void
}

export interface RenderedScreen extends RenderResult {
  queryClient: ReturnType<typeof makeQueryClient>
  /** What the URL's query became, newest last. */
  searches: string[]
}

/** Renders part of a screen on what every screen stands on, at a path of the console. */
export function renderScreen(content: ReactNode, options: ScreenOptions = {}): RenderedScreen {
  const { path = '/', search = '', queryClient = makeQueryClient(), onNavigate = () => undefined } = options
  const searches: string[] = []
  const router: AppRouterInstance = {
    bfcacheId: 'test',
    back: () => undefined,
    forward: () => undefined,
    refresh: () => undefined,
    prefetch: () => undefined,
    push: onNavigate,
    replace: onNavigate,
  }
  const onUrlUpdate = ({ queryString }: UrlUpdateEvent) => searches.push(queryString)
  const result = render(
    <AppRouterContext value={router}>
      <PathnameContext value={path}>
        <QueryClientProvider client={queryClient}>
          <NuqsTestingAdapter searchParams={search} onUrlUpdate={onUrlUpdate} hasMemory>
            <NowProvider nowMs={Date.now()}>{content}</NowProvider>
          </NuqsTestingAdapter>
        </QueryClientProvider>
      </PathnameContext>
    </AppRouterContext>,
  )
  return { ...result, queryClient, searches }
}
