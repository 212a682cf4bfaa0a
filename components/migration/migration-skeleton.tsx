import { Skeleton } from '@/components/ui/skeleton'

/** A migration that is being read. */
export function MigrationSkeleton() {
  return (
    <div aria-busy="true">
      <div className="grid h-24 content-center gap-3 border-b border-line px-5">
        <Skeleton className="w-24" />
        <Skeleton className="h-4! w-80" />
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)_452px] max-lg:grid-cols-[minmax(0,1fr)]">
        <div className="grid content-start gap-12 px-5 py-5">
          {[1, 2, 3, 4, 5].map((phase) => (
            <div key={phase} className="grid grid-cols-[28px_minmax(0,1fr)] gap-x-3 gap-y-2">
              <Skeleton className="row-span-2 size-[22px]! rounded-full!" />
              <Skeleton className="w-40" />
              <Skeleton className="w-3/4" />
            </div>
          ))}
        </div>
        <div className="grid content-start gap-6 border-l border-line p-5 max-lg:hidden">
          <Skeleton className="h-20! w-full rounded-8!" />
          <Skeleton className="h-20! w-full rounded-8!" />
        </div>
      </div>
    </div>
  )
}
