'use client'

import { Icon } from '@/components/ui/icon'
import { Menu, MenuAction, MenuLine, type MenuPanel, MenuText } from '@/components/ui/menu'
import { visibleText } from '@/components/ui/visible-text'
import { signOut } from '@/lib/client/sign-in'
import type { Session } from '@/lib/contract/session'
import { useNotice } from './notices'

const modes = {
  loopback: 'from the kubeconfig, on this machine only',
  token: 'from a Kubernetes token',
  oidc: 'from the sign-in provider',
  proxy: 'from the proxy in front of the console',
} as const

/** Who the viewer is to the clusters, and what they may do there: yes, only in some namespaces, or not known. */
export function IdentityPanel({
  session: { identity, names = {}, problem, can, readOnly },
  ...panel
}: MenuPanel & { session: Session }) {
  const say = useNotice()
  return (
    <Menu {...panel} align="end">
      <MenuText title={<bdi>{visibleText(identity.user)}</bdi>}>{modes[identity.mode]}</MenuText>
      {Object.keys(names).length > 0 && (
        <MenuText title="Elsewhere">
          {Object.entries(names)
            .slice(0, 12)
            .map(([cluster, name]) => `${visibleText(name)} in ${cluster}`)
            .join(', ')}
        </MenuText>
      )}
      {problem !== undefined && <MenuText title="Signed in for now">{visibleText(problem)}</MenuText>}
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
      {(identity.mode === 'token' || identity.mode === 'oidc') && (
        <>
          <MenuLine />
          <MenuAction onSelect={() => void leave(say)}>Sign out</MenuAction>
        </>
      )}
    </Menu>
  )
}

/** A whole page anew: nothing that was read for who was here is left. */
async function leave(say: ReturnType<typeof useNotice>): Promise<void> {
  try {
    window.location.assign(await signOut())
  } catch (error) {
    say(`Still signed in. ${error instanceof Error ? error.message : 'The console does not answer.'}`, 'warning')
  }
}

function words(allowed: boolean | null): string {
  if (allowed === null) return 'could not be asked'
  return allowed ? 'yes' : 'not everywhere'
}
