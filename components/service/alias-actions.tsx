'use client'

import Link from 'next/link'
import { editHref } from '@/components/action/alias-actions'
import { ChangeSheet } from '@/components/change/change-sheet'
import { useChangeFlow } from '@/components/change/use-change-flow'
import { newMigrationHref } from '@/components/migration/migration-href'
import { Button } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { deniedRights } from '@/lib/client/denied-rights'
import type { Row } from '@/lib/contract/row'
import type { ServiceDetail } from '@/lib/contract/services'
import { canonicalAddress } from '@/lib/domain/change/canonical-address'
import { portProtocols } from '@/lib/domain/change/change-request'
import { deniedNoteId } from './denied-note'

/** What may be done to the alias; of what may not the note above says why. */
export function AliasActions({ detail, isGone }: { detail: ServiceDetail; isGone: boolean }) {
  const flow = useChangeFlow()
  const { row } = detail
  const [denied] = deniedRights(detail.permissions, 'patch')
  const [mayNotDelete] = deniedRights(detail.permissions, 'delete')
  const service = { cluster: row.cluster, namespace: row.namespace, name: row.name }
  const { target } = row
  const restriction = {
    unavailable: denied !== undefined,
    'aria-describedby': denied ? deniedNoteId : undefined,
  }
  // The sheet outlives what it changed: the Service may be no alias any more, or gone.
  const sheet = <ChangeSheet flow={flow} members={detail.group?.members ?? null} />
  if (isGone) return sheet
  const migrate = (
    <Link href={newMigrationHref(service)} className={buttonClass('quiet', 'md')}>
      Migrate…
    </Link>
  )
  if (row.type !== 'ExternalName') {
    return (
      <>
        {migrate}
        {sheet}
      </>
    )
  }
  return (
    <>
      {target !== null && canonicalAddress(target) !== null && (
        <Button
          {...restriction}
          onClick={() => flow.pointAtAddresses(service, target, addressesDraft(target, row))}
          className="max-sm:flex-1"
        >
          Point at addresses…
        </Button>
      )}
      <Button
        variant="quiet"
        unavailable={mayNotDelete !== undefined}
        title={mayNotDelete && `Needs ${mayNotDelete.verb} ${mayNotDelete.resource} in ${mayNotDelete.namespace}`}
        onClick={() => flow.review({ kind: 'delete', service })}
      >
        Delete…
      </Button>
      {migrate}
      <Link href={editHref(service)} className={buttonClass('plain', 'md', 'max-sm:flex-1')}>
        Edit…
      </Link>
      <Button
        variant="ink"
        {...restriction}
        onClick={() => flow.retarget(service, target ?? '')}
        className="max-sm:flex-1"
      >
        Retarget…
      </Button>
      {sheet}
    </>
  )
}

function addressesDraft(target: string, { ports }: Row) {
  const wanted = ports.map(({ name, port, protocol }) => ({
    ...(name === null ? {} : { name }),
    ...{ port, protocol: portProtocols.find((known) => known === protocol) },
  }))
  return { kind: 'to-headless' as const, addresses: [target], ports: wanted }
}
