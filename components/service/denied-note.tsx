import { useQuery } from '@tanstack/react-query'
import { RoleToAskFor } from '@/components/session/role-to-ask-for'
import { Icon } from '@/components/ui/icon'
import { deniedRights } from '@/lib/client/denied-rights'
import { sessionQuery } from '@/lib/client/queries'
import type { ServiceDetail } from '@/lib/contract/services'

/** Why the viewer may not change the alias: the right that is missing, and what to ask for. */
export function DeniedNote({ detail }: { detail: ServiceDetail }) {
  const isReadOnly = useQuery(sessionQuery()).data?.readOnly ?? false
  const [denied] = deniedRights(detail.permissions, 'patch')
  if (denied === undefined) return null
  return (
    <span className="flex items-center gap-1.5 whitespace-normal sm:ml-auto max-sm:basis-full">
      <Icon name="lock" size={14} className="shrink-0" />
      <span id={deniedNoteId}>
        {isReadOnly ? (
          'This console only reads'
        ) : (
          <>
            Changing it needs{' '}
            <span className="mono">
              {denied.verb} {denied.resource}
            </span>{' '}
            in {denied.namespace}
          </>
        )}
      </span>
      <RoleToAskFor cluster={detail.row.cluster} rights={deniedRights(detail.permissions, 'patch', 'delete')} />
    </span>
  )
}

/** Describes the buttons that are not to be had. */
export const deniedNoteId = 'patch-denied'
