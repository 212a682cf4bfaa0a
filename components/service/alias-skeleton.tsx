import { PageHead } from '@/components/ui/page-head'
import { Skeleton } from '@/components/ui/skeleton'
import type { ServiceRef } from '@/lib/domain/service/service-ref'

/** The page of an alias while it loads, in its final sizes. */
export function AliasSkeleton({ service }: { service: ServiceRef }) {
  return (
    <div aria-busy="true">
      <PageHead
        crumbs={`${service.cluster} › ${service.namespace}`}
        title={service.name}
        aside={<Skeleton className="w-48" />}
      />
      <div className="flex h-10 items-center gap-5 border-b border-line px-5 max-sm:h-11 max-sm:px-4">
        {['w-16', 'w-20', 'w-14', 'w-16'].map((width, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: bars have no identity but their place
          <Skeleton key={index} className={width} />
        ))}
      </div>
      <div className="grid gap-6 p-5">
        <Skeleton className="w-96" />
        <Skeleton className="h-25! w-full rounded-8!" />
        <Skeleton className="h-40! w-full rounded-8!" />
      </div>
    </div>
  )
}
