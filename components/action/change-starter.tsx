'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { ChangeSheet } from '@/components/change/change-sheet'
import { useChangeFlow } from '@/components/change/use-change-flow'
import { useNotice } from '@/components/session/notices'
import { groupsQuery } from '@/lib/client/queries'
import type { Group } from '@/lib/contract/groups'
import type { Row } from '@/lib/contract/row'

interface ChangeStarterProps {
  row: Row
  kind: 'switch' | 'retarget' | 'delete'
}

/** Opens the sheet of a change for an alias; a switch goes to the colour that is not live. Nothing is written before the viewer says so. */
export function ChangeStarter({ row, kind }: ChangeStarterProps) {
  const flow = useChangeFlow()
  const say = useNotice()
  const groups = useQuery({ ...groupsQuery(), enabled: row.group !== null })
  const group = groups.data?.items.find((each) => isGroupOf(each, row)) ?? null
  const isReady = row.group === null || !groups.isPending
  const isStarted = useRef(false)
  useEffect(() => {
    if (!isReady || isStarted.current) return
    isStarted.current = true
    const service = { cluster: row.cluster, namespace: row.namespace, name: row.name }
    if (kind === 'retarget') flow.retarget(service, row.target ?? '')
    else if (kind === 'delete') flow.review({ kind: 'delete', service })
    else if (group === null || group.live === null)
      say(`Neither colour of ${row.group?.name ?? row.name} is live: choose one on Switches.`, 'warning')
    else {
      const { cluster, namespace, name } = group
      flow.review({
        kind: 'switch',
        service: { cluster, namespace, name },
        to: group.live === 'blue' ? 'green' : 'blue',
      })
    }
  }, [isReady, kind, row, group, flow, say])
  return <ChangeSheet flow={flow} members={group?.members ?? null} />
}

function isGroupOf(group: Group, { cluster, namespace, group: own }: Row): boolean {
  return own !== null && group.cluster === cluster && group.namespace === namespace && group.name === own.name
}
