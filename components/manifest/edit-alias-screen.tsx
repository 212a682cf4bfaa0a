'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useState } from 'react'
import { aliasHref } from '@/components/action/alias-actions'
import { ClusterBanners } from '@/components/inventory/cluster-banners'
import { AliasMissing } from '@/components/service/alias-missing'
import { RoleToAskFor } from '@/components/session/role-to-ask-for'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHead } from '@/components/ui/page-head'
import { Skeleton } from '@/components/ui/skeleton'
import { visibleText } from '@/components/ui/visible-text'
import { deniedRights } from '@/lib/client/denied-rights'
import { manifestQuery, serviceQuery, sessionQuery, summaryQuery } from '@/lib/client/queries'
import type { ServiceDetail } from '@/lib/contract/services'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { type ClusterDomain, clusterDomain } from './cluster-domain'
import { EditAlias } from './edit-alias'

/** An alias as it is stored, to be edited: form and text side by side; what differs is planned, nothing else is written. */
export function EditAliasScreen({ service }: { service: ServiceRef }) {
  const detail = useQuery(serviceQuery(service))
  const manifest = useQuery(manifestQuery(service))
  const { data: summary } = useQuery(summaryQuery())
  const error = detail.data === undefined ? detail.error : manifest.data === undefined ? manifest.error : null
  if (error) return <AliasMissing service={service} error={error} />
  if (detail.data === undefined || manifest.data === undefined) return <Reading service={service} />
  const { row } = detail.data
  return (
    <>
      <ClusterBanners clusters={summary?.clusters.filter(({ name }) => name === service.cluster) ?? []} />
      <Denied detail={detail.data} />
      <PageHead
        title={`Edit ${visibleText(row.name)}`}
        aside={<span className="mono truncate text-fg-3 max-md:hidden">{row.serviceName}</span>}
        actions={
          <Link href={aliasHref(service)} className={buttonClass('quiet')}>
            Back to the alias
          </Link>
        }
      />
      <div className="mt-3 border-t border-line" />
      {row.type === 'ExternalName' ? (
        <Stored
          detail={detail.data}
          text={manifest.data}
          domain={clusterDomain(summary?.clusters ?? [], service.cluster)}
        />
      ) : (
        <EmptyState title={`${visibleText(row.name)} is no alias now`}>
          It is of type {row.type}: this page edits Services of type ExternalName.
        </EmptyState>
      )}
    </>
  )
}

// What was opened stays until the reader takes what is stored now: an edit carries what differs from it, and nothing more.
function Stored({ detail, text, domain }: { detail: ServiceDetail; text: string; domain: ClusterDomain }) {
  const [opened, setOpened] = useState(text)
  return (
    <>
      {opened !== text && (
        <Banner
          severity="warning"
          title="The alias changed while you wrote."
          action={<Button onClick={() => setOpened(text)}>Start from what is stored</Button>}
        >
          Your edit still carries only what you changed; the plan shows it against what is stored now.
        </Banner>
      )}
      <EditAlias key={opened} detail={detail} start={opened} domain={domain} />
    </>
  )
}

function Denied({ detail }: { detail: ServiceDetail }) {
  const [denied] = deniedRights(detail.permissions, 'patch')
  const isReadOnly = useQuery(sessionQuery()).data?.readOnly ?? false
  if (denied === undefined) return null
  if (isReadOnly) {
    return (
      <Banner severity="warning" title="This console only reads.">
        The YAML can be copied all the same.
      </Banner>
    )
  }
  return (
    <Banner
      severity="warning"
      title="You may not edit this alias."
      action={<RoleToAskFor cluster={detail.row.cluster} rights={[denied]} />}
    >
      It needs{' '}
      <span className="mono">
        {denied.verb} {denied.resource}
      </span>{' '}
      in {denied.namespace}; the YAML can be copied all the same.
    </Banner>
  )
}

function Reading({ service }: { service: ServiceRef }) {
  return (
    <>
      <PageHead title={`Edit ${visibleText(service.name)}`} />
      <div
        aria-busy="true"
        className="mt-3 grid min-h-0 flex-1 grid-cols-2 gap-10 border-t border-line p-5 max-md:grid-cols-1"
      >
        <div className="grid content-start gap-5">
          {['name', 'target', 'ports', 'owner'].map((field) => (
            <Skeleton key={field} className="h-7! w-full rounded-6!" />
          ))}
        </div>
        <Skeleton className="h-72! w-full rounded-6!" />
      </div>
    </>
  )
}
