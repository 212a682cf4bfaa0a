import { Section } from '@/components/service/section'
import { Skeleton } from '@/components/ui/skeleton'
import { stepCodes } from '@/lib/domain/troubleshoot/case'

/** The case while its checks run: as many lines as there will be. */
export function CaseSkeleton() {
  return (
    <div
      aria-busy="true"
      className="grid grid-cols-[436px_minmax(0,1fr)] max-lg:grid-cols-[340px_minmax(0,1fr)] max-md:grid-cols-1"
    >
      <Section title="What is tried" note="all at once, 20 s at most">
        <ol>
          {stepCodes.map((code) => (
            <li key={code} className="grid h-14 content-center gap-3 border-t border-line pl-[26px] first:border-t-0">
              <Skeleton className="w-48" />
              <Skeleton className="w-72 max-w-full" />
            </li>
          ))}
        </ol>
      </Section>
      <div className="border-l border-line max-md:-order-1 max-md:border-l-0">
        <Section title="What it comes to">
          <div className="grid gap-5 pt-2">
            <Skeleton className="h-3! w-80 max-w-full" />
            <Skeleton className="w-full" />
            <Skeleton className="w-full" />
            <Skeleton className="w-96 max-w-full" />
            <Skeleton className="h-24! w-full rounded-6!" />
          </div>
        </Section>
      </div>
    </div>
  )
}
