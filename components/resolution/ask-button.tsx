'use client'

import { Button } from '@/components/ui/button'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { useAskNow } from './use-ask-now'
import { useIsAsking } from './use-is-asking'

/** Asks DNS again; says that it waits, and why it could not. */
export function AskButton({ service, className }: { service: ServiceRef; className?: string }) {
  const ask = useAskNow(service)
  const isAsking = useIsAsking(service)
  return (
    <>
      {ask.isError && (
        <span role="alert" className="text-12 text-critical max-sm:w-full">
          {ask.error.message}
        </span>
      )}
      <Button
        variant="quiet"
        icon="ask"
        unavailable={isAsking}
        aria-busy={isAsking || undefined}
        onClick={() => ask.mutate()}
        {...(className ? { className } : {})}
      >
        {isAsking ? 'Asking…' : 'Ask now'}
      </Button>
    </>
  )
}
