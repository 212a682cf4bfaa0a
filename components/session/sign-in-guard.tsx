'use client'

import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useState } from 'react'
import { ClientError } from '@/lib/client/client-error'
import { cacheKeys } from '@/lib/client/queries'

const SignedOut = lazy(() => import('./signed-out').then((module) => ({ default: module.SignedOut })))

/** Says when the session of this browser has ended while its page is open, and takes that back once somebody is signed in again. */
export function SignInGuard() {
  const queryClient = useQueryClient()
  const [isOut, setOut] = useState(false)
  useEffect(() => {
    const hear = (action: { type: string; error?: unknown }) => {
      if (action.type === 'error' && action.error instanceof ClientError && action.error.status === 401) setOut(true)
    }
    const ends = [
      queryClient.getMutationCache().subscribe((event) => event.type === 'updated' && hear(event.action)),
      queryClient.getQueryCache().subscribe((event) => {
        if (event.type !== 'updated') return
        hear(event.action)
        if (event.action.type === 'success' && event.query.queryKey[0] === cacheKeys.session[0]) setOut(false)
      }),
    ]
    return () => {
      for (const end of ends) end()
    }
  }, [queryClient])
  if (!isOut) return null
  return (
    <Suspense fallback={null}>
      <SignedOut />
    </Suspense>
  )
}
