'use client'

import { useQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { lazy } from 'react'
import { buttonClass } from '@/components/ui/button-class'
import { Icon } from '@/components/ui/icon'
import { MenuButton } from '@/components/ui/menu-button'
import { visibleText } from '@/components/ui/visible-text'
import { sessionQuery } from '@/lib/client/queries'

const IdentityPanel = lazy(() => import('./identity-panel').then((module) => ({ default: module.IdentityPanel })))

/** Who is signed in; opens what they may do. */
export function IdentityMenu() {
  const { data } = useQuery(sessionQuery())
  if (data === undefined) return null
  const { mode } = data.identity
  const user = visibleText(data.identity.user)
  return (
    <MenuButton
      title={`Signed in as ${user}`}
      className={buttonClass(
        'quiet',
        'md',
        clsx('max-w-44 min-w-0 shrink-0 px-1.5! font-normal!', mode === 'loopback' && 'max-md:hidden'),
      )}
      panel={(panel) => <IdentityPanel {...panel} session={data} />}
    >
      <Icon name="person" />
      <span className="sr-only">Signed in as </span>
      <bdi className="truncate max-md:sr-only">{user}</bdi>
    </MenuButton>
  )
}
