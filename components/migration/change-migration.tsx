'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { visibleText } from '@/components/ui/visible-text'
import { migrationsQuery } from '@/lib/client/migration-queries'
import type { ChangeView } from '@/lib/contract/changes'
import { migrationHref } from './migration-href'
import { migrationTitle } from './migration-title'

/** The migration that a change is a step of, and its phase; its id where it is not among those that the viewer sees. */
export function ChangeMigration({ step: { id, phase } }: { step: NonNullable<ChangeView['migration']> }) {
  const { data } = useQuery(migrationsQuery('all'))
  const found = data?.items.find((item) => item.id === id)
  if (found === undefined) {
    return (
      <>
        phase {visibleText(phase)} of <span className="mono break-all">{id}</span>
      </>
    )
  }
  return (
    <>
      <Link href={migrationHref(found)} prefetch={false} className="underline decoration-line-3 underline-offset-3">
        {migrationTitle(found)}
      </Link>
      , phase {visibleText(phase)}
    </>
  )
}
