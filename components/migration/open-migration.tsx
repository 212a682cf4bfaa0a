'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { Banner } from '@/components/ui/banner'
import { visibleText } from '@/components/ui/visible-text'
import { migrationsQuery } from '@/lib/client/migration-queries'
import { type ServiceRef, serviceKey } from '@/lib/domain/service/service-ref'
import { migrationHref } from './migration-href'
import { migrationTitle } from './migration-title'

/** One line about the open migration that touches a Service, whichever Service keeps it; nothing where there is none. */
export function OpenMigration({ service }: { service: ServiceRef }) {
  const { data } = useQuery(migrationsQuery('open'))
  const open = data?.items.find(({ services }) => services.some((each) => serviceKey(each) === serviceKey(service)))
  if (open === undefined) return null
  const { phase, by, service: keeper } = open
  const isKeeper = serviceKey(keeper) === serviceKey(service)
  return (
    <Banner
      severity="info"
      title={`It is ${isKeeper ? 'being migrated' : 'part of a migration'}: ${migrationTitle(open)}.`}
      action={
        <Link href={migrationHref(open)} className="text-fg underline decoration-line-3 underline-offset-3">
          Open the migration
        </Link>
      }
    >
      {phase && `Phase ${phase.number} of ${phase.of}, ${visibleText(phase.title)}. `}
      {!isKeeper && `Kept by ${visibleText(keeper.name)} in ${visibleText(keeper.namespace)}. `}Begun by{' '}
      {visibleText(by)}.
    </Banner>
  )
}
