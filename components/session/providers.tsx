'use client'

import { QueryClientProvider } from '@tanstack/react-query'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import { type ReactNode, useState } from 'react'
import { NowProvider } from '@/components/ui/now'
import { makeQueryClient } from '@/lib/client/query-client'
import { LiveUpdates } from './live-updates'
import { SignInGuard } from './sign-in-guard'

/** What every screen stands on: the cache, the URL's state, the time of the render, the stream. */
export function Providers({ nowMs, children }: { nowMs: number; children: ReactNode }) {
  const [queryClient] = useState(makeQueryClient)
  return (
    <QueryClientProvider client={queryClient}>
      <NuqsAdapter>
        <NowProvider nowMs={nowMs}>
          <LiveUpdates>{children}</LiveUpdates>
          <SignInGuard />
        </NowProvider>
      </NuqsAdapter>
    </QueryClientProvider>
  )
}
