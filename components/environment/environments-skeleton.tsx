import { Skeleton } from '@/components/ui/skeleton'

/** Lines of the size that they will have. */
export function EnvironmentsSkeleton() {
  return (
    <div aria-busy="true" className="border-t border-line">
      {[1, 2, 3, 4, 5, 6].map((line) => (
        <div key={line} className="flex h-12 items-center gap-10 border-b border-line px-5">
          <Skeleton className="w-44" />
          <Skeleton className="w-64 max-sm:hidden" />
          <Skeleton className="w-64 max-sm:hidden" />
        </div>
      ))}
    </div>
  )
}
