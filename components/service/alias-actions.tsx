'use client'

import { ChangeSheet } from '@/components/change/change-sheet'
import { useChangeFlow } from '@/components/change/use-change-flow'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import type { ServiceDetail } from '@/lib/contract/services'

/** What may be done to the alias; what may not says the right that is missing. */
export function AliasActions({ detail }: { detail: ServiceDetail }) {
  const flow = useChangeFlow()
  const { row } = detail
  const denied = detail.permissions.find(({ verb, allowed }) => verb === 'patch' && allowed === false)
  const service = { cluster: row.cluster, namespace: row.namespace, name: row.name }
  if (row.type !== 'ExternalName') return null
  return (
    <>
      {denied && (
        <span className="flex items-center gap-1.5 text-12 text-fg-3 max-sm:order-last max-sm:w-full" id="patch-denied">
          <Icon name="lock" size={14} />
          <span>
            Retarget needs{' '}
            <span className="mono">
              {denied.verb} {denied.resource}
            </span>{' '}
            in {denied.namespace}
          </span>
        </span>
      )}
      <Button
        variant="ink"
        unavailable={denied !== undefined}
        aria-describedby={denied ? 'patch-denied' : undefined}
        onClick={() => flow.retarget(service, row.target ?? '')}
        className="max-sm:flex-1"
      >
        Retarget…
      </Button>
      <ChangeSheet flow={flow} members={detail.group?.members ?? null} />
    </>
  )
}
