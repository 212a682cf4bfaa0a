import Link from 'next/link'
import { buttonClass } from '@/components/ui/button-class'
import { EmptyState } from '@/components/ui/empty-state'
import { visibleText } from '@/components/ui/visible-text'
import { ClientError } from '@/lib/client/client-error'

/** Why a host cannot be shown: no alias points at it, one may not see those that do, or the console cannot tell. */
export function DependencyMissing({ host, error }: { host: string; error: Error }) {
  const isMissing = error instanceof ClientError && error.status === 404
  const name = visibleText(host)
  return (
    <EmptyState
      heading="h1"
      title={isMissing ? `No alias points at ${name}` : `${name} cannot be shown`}
      action={
        <Link href="/dependencies" className={buttonClass()}>
          Open the dependencies
        </Link>
      }
    >
      {isMissing ? 'No Service of type ExternalName has this target, or you may not see those that do.' : error.message}
    </EmptyState>
  )
}
