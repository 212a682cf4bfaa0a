'use client'

import { useQuery } from '@tanstack/react-query'
import { visibleText } from '@/components/ui/visible-text'
import { resolutionQuery } from '@/lib/client/queries'
import type { PendingQuestion } from '@/lib/contract/resolution'
import type { ServiceRef } from '@/lib/domain/service/service-ref'

const lookEveryMs = 300

/** While the vantages are asked: which one has not answered yet, and for which name; looks three times a second and shows what came in meanwhile. */
export function AskProgress({ service }: { service: ServiceRef }) {
  const { data } = useQuery({ ...resolutionQuery(service), refetchInterval: lookEveryMs })
  return (
    <span role="status" className="min-w-0 truncate">
      {waitingWords(data?.pending ?? [])}
    </span>
  )
}

function waitingWords(pending: readonly PendingQuestion[]): string {
  if (pending.length === 0) return 'Asking every vantage…'
  const parts = pending.map(({ vantage, resolver, name }) => `${vantage} (${resolver}) for ${name}`)
  return `Waiting for ${visibleText(parts.join(', '))}`
}
