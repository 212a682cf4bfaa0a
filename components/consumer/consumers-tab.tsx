'use client'

import { useQuery } from '@tanstack/react-query'
import { Age } from '@/components/ui/age'
import { EmptyState } from '@/components/ui/empty-state'
import { Skeleton } from '@/components/ui/skeleton'
import { consumersQuery } from '@/lib/client/queries'
import type { ConsumersView, ConsumerView } from '@/lib/contract/consumers'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { consumerGroups } from './consumer-groups'
import { ConsumerRow } from './consumer-row'
import { UnreadNote } from './unread-note'

/** What names the alias and what goes past it, each with the places that say so, and what is not known. */
export function ConsumersTab({ service }: { service: ServiceRef }) {
  const { data, error } = useQuery(consumersQuery(service))
  if (data === undefined) {
    if (error) return <EmptyState title="The consumers could not be read">{error.message}</EmptyState>
    return <Skeleton className="m-5 h-40! w-[60%]" />
  }
  if (data.readAt === null) {
    return (
      <EmptyState title="Workloads are being read for the first time">
        They are gone through page by page, a moment after the aliases; this fills in by itself.
      </EmptyState>
    )
  }
  return (
    <>
      <UnreadNote unread={data.unread} />
      {data.items.length === 0 ? <None consumers={data} /> : <Found items={data.items} />}
      <HowRead consumers={data} />
    </>
  )
}

function None({ consumers: { unread } }: { consumers: ConsumersView }) {
  const title = unread.length === 0 ? 'Nothing that was read names it' : 'Nothing of what could be read names it'
  return (
    <EmptyState title={title}>
      What reads the name from a Secret, a file of its image or a service of its own is not seen from here, and neither
      is what runs outside the cluster.
    </EmptyState>
  )
}

function Found({ items }: { items: readonly ConsumerView[] }) {
  return consumerGroups(items).map(({ id, title, words, items: members }) => (
    <section key={id} aria-labelledby={`consumers-${id}`} className="border-b border-line pb-2">
      <h2 id={`consumers-${id}`} className="edge items-baseline gap-2 px-5 pt-4 pb-1 text-15 font-semibold max-sm:px-4">
        {title} <span className="num text-13 font-normal text-fg-3">{members.length}</span>
      </h2>
      <p className="max-w-[88ch] px-5 pb-2 text-12 text-fg-3 max-sm:px-4">{words}</p>
      <ul>
        {members.map((item) => (
          <ConsumerRow key={`${item.kind} ${item.namespace}/${item.name}`} consumer={item} />
        ))}
      </ul>
    </section>
  ))
}

function HowRead({ consumers: { readAt, isBehind, isCut, kinds } }: { consumers: ConsumersView }) {
  return (
    <p className="max-w-[88ch] px-5 py-3 text-12 text-fg-3 max-sm:px-4" role="status">
      {readAt && (
        <>
          Read <Age at={readAt} suffix="ago" />
          {isBehind && ', before the alias was last written: it is read again'}.{' '}
        </>
      )}
      Looked into: {kinds.join(', ')}. Secrets are never read. Of each place only the name is kept.
      {isCut && ' More was found than is kept: these are the first.'}
    </p>
  )
}
