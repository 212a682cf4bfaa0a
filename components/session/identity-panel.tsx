'use client'

import { Icon } from '@/components/ui/icon'
import { Menu, type MenuPanel, MenuText } from '@/components/ui/menu'
import { visibleText } from '@/components/ui/visible-text'
import type { Session } from '@/lib/contract/session'

const modes = {
  loopback: 'from the kubeconfig, on this machine only',
  token: 'from a Kubernetes token',
} as const

/** Who the viewer is to the clusters, and what they may do there: yes, only in some namespaces, or not known. */
export function IdentityPanel({ session: { identity, can, readOnly }, ...panel }: MenuPanel & { session: Session }) {
  return (
    <Menu {...panel} align="end">
      <MenuText title={<bdi>{visibleText(identity.user)}</bdi>}>{modes[identity.mode]}</MenuText>
      {identity.groups.length > 0 && (
        <MenuText title="Groups">{identity.groups.slice(0, 12).map(visibleText).join(', ')}</MenuText>
      )}
      {readOnly && <MenuText title="This console only reads">Whoever starts it can let it write.</MenuText>}
      <MenuText title="What you may do">
        <span className="grid gap-1 pt-1">
          {Object.entries(can).map(([right, allowed]) => (
            <span key={right} className="flex items-center gap-2">
              <Icon name={allowed === true ? 'check' : 'lock'} size={12} />
              <span className="mono flex-1">{right}</span>
              <span className={allowed === true ? 'text-fg-2' : 'text-fg-3'}>{words(allowed)}</span>
            </span>
          ))}
          {Object.keys(can).length === 0 && 'There is no cluster to ask.'}
        </span>
      </MenuText>
    </Menu>
  )
}

function words(allowed: boolean | null): string {
  if (allowed === null) return 'could not be asked'
  return allowed ? 'yes' : 'not everywhere'
}
