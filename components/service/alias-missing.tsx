import Link from 'next/link'
import { buttonClass } from '@/components/ui/button-class'
import { EmptyState } from '@/components/ui/empty-state'
import { ClientError } from '@/lib/client/client-error'
import type { ServiceRef } from '@/lib/domain/service/service-ref'

/** Why an alias cannot be shown: gone or never there, not allowed, or the console cannot tell. */
export function AliasMissing({ service, error }: { service: ServiceRef; error: Error }) {
  const name = `${service.namespace}/${service.name}`
  const isMissing = error instanceof ClientError && error.status === 404
  const title = isMissing ? `No alias ${name}` : `${name} cannot be shown`
  return (
    <EmptyState
      title={title}
      action={
        <Link href="/" className={buttonClass()}>
          Open the inventory
        </Link>
      }
    >
      {isMissing
        ? `Cluster ${service.cluster} has no Service of this name that leads outside, or you may not see it.`
        : error.message}
    </EmptyState>
  )
}
