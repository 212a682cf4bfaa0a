import { HostText } from '@/components/ui/host-text'
import { PageHead } from '@/components/ui/page-head'
import { Skeleton } from '@/components/ui/skeleton'

/** The page of a host while it loads, in its final sizes. */
export function DependencySkeleton({ host }: { host: string }) {
  return (
    <div aria-busy="true">
      <PageHead
        crumbs="Dependencies"
        title={<HostText host={host} className="text-[17px]! font-normal tracking-normal" />}
        aside={<Skeleton className="w-32" />}
      />
      <div className="grid gap-6 border-t border-line p-5">
        <Skeleton className="w-96 max-w-full" />
        <Skeleton className="h-56! w-full rounded-8!" />
        <Skeleton className="h-40! w-full rounded-8!" />
      </div>
    </div>
  )
}
