'use client'

import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { Button } from '@/components/ui/button'
import type { ButtonVariant } from '@/components/ui/button-class'
import { sessionQuery } from '@/lib/client/queries'
import type { MissingRight } from '@/lib/domain/access/role-to-ask-for'

const RoleDialog = lazy(() => import('./role-dialog').then((module) => ({ default: module.RoleDialog })))

export interface RoleToAskForProps {
  cluster: string
  rights: readonly MissingRight[]
  /** What the Role is called. */
  name?: string
  variant?: ButtonVariant
}

/** Opens the YAML that would give the viewer what they lack; nothing where the console only reads, as no Role would help. */
export function RoleToAskFor({ cluster, rights, name = 'signpost-change', variant = 'quiet' }: RoleToAskForProps) {
  const [isOpen, setOpen] = useState(false)
  const { data: session } = useQuery(sessionQuery())
  if (session === undefined || session.readOnly || rights.length === 0) return null
  const user = session.names?.[cluster] ?? session.identity.user
  return (
    <>
      <Button variant={variant} icon="copy" onClick={() => setOpen(true)}>
        Role to ask for
      </Button>
      {isOpen && (
        <Suspense fallback={null}>
          <RoleDialog {...{ user, rights, name }} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
