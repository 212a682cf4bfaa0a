'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { aliasHref } from '@/components/action/alias-actions'
import { CheckLine } from '@/components/change/check-section'
import { vantageTitles } from '@/components/resolution/vantage-titles'
import { MiniChain } from '@/components/ui/mini-chain'
import { SeverityGlyph } from '@/components/ui/severity-glyph'
import { Skeleton } from '@/components/ui/skeleton'
import { useSettled } from '@/components/ui/use-settled'
import { visibleText } from '@/components/ui/visible-text'
import { targetCheckQuery } from '@/lib/client/manifest-queries'
import { type TargetCheck, type TargetCheckRequest, targetCheckRequestSchema } from '@/lib/contract/targets'

const pauseMs = 400

/** What is known of a target once typing rests; null before, and while the answer is about another one. */
export function useTargetCheck(request: TargetCheckRequest): {
  check: TargetCheck | null
  why: string | null
  isAsking: boolean
} {
  const key = JSON.stringify(request)
  const settled = useSettled(key, pauseMs)
  const parsed = targetCheckRequestSchema.safeParse(JSON.parse(settled))
  const query = useQuery({
    ...targetCheckQuery(parsed.data ?? request),
    enabled: parsed.success,
    // Its lines keep their place until the next answer comes.
    placeholderData: keepPreviousData,
  })
  const isCurrent = key === settled && !query.isPlaceholderData && parsed.success
  return {
    check: isCurrent ? (query.data ?? null) : null,
    why: isCurrent ? (query.error?.message ?? null) : null,
    isAsking: targetCheckRequestSchema.safeParse(request).success && (!isCurrent || query.isFetching),
  }
}

interface TargetFactsProps {
  found: ReturnType<typeof useTargetCheck>
}

/** Lines below the target: where it leads from each vantage, who provides it, who leads there already. */
export function TargetFacts({ found: { check, why, isAsking } }: TargetFactsProps) {
  if (why !== null) return <CheckLine severity="unknown" says="The target could not be looked up" evidence={why} />
  if (check === null) return isAsking ? <Asking /> : null
  const { provider, useCaseBecause, service, duplicates, duplicatesTotal } = check
  return (
    <>
      {perAnswer(check.vantages).map(({ answer, from }) => (
        <li key={answer.vantage} className="flex min-h-[26px] items-center gap-3 py-0.5">
          <SeverityGlyph severity={answer.verdict.severity} size={14} className="shrink-0" />
          <span className="min-w-0 wrap-anywhere">{visibleText(answer.verdict.summary)}</span>
          <span className="ml-auto flex shrink-0 items-center gap-2 text-11 text-fg-3">
            <MiniChain
              chain={[check.target, ...answer.hops.filter(({ type }) => type === 'CNAME').map(({ data }) => data)]}
              brokenAt={answer.brokenAt}
              severity={answer.verdict.severity}
            />
            {from}, {Math.round(answer.elapsedMs)} ms
          </span>
        </li>
      ))}
      {service && <CheckLine severity={service.severity} says={service.says} evidence="inside this cluster" />}
      <CheckLine
        severity="info"
        says={provider === null ? useCaseBecause : `${provider}, recognised by its name`}
        evidence={provider === null ? 'by its name' : useCaseBecause.replace(`${provider}: `, '').replace(/\.$/, '')}
      />
      {duplicates.length > 0 && (
        <li className="flex min-h-[26px] items-start gap-3 py-0.5">
          <SeverityGlyph severity="warning" size={14} className="mt-[3px]" />
          <span className="min-w-0 flex-1">
            {leadThere(duplicatesTotal ?? duplicates.length)}:{' '}
            {duplicates.slice(0, 4).map((each, index) => (
              <span key={`${each.namespace}/${each.name}`}>
                {index > 0 && ', '}
                <Link href={aliasHref(each)} className="underline decoration-line-3 underline-offset-3">
                  {visibleText(each.name)} in {visibleText(each.namespace)}
                </Link>
                {each.owner !== null && <span className="text-fg-3"> of {visibleText(each.owner)}</span>}
              </span>
            ))}
            {(duplicatesTotal ?? 0) > 4 && ` and ${(duplicatesTotal ?? 0) - 4} more`}
          </span>
        </li>
      )}
    </>
  )
}

// What every vantage says alike is said once.
function perAnswer(vantages: TargetCheck['vantages']) {
  const [first, ...others] = vantages
  if (first === undefined) return []
  const isSame = others.length > 0 && others.every(({ verdict }) => verdict.summary === first.verdict.summary)
  if (isSame) return [{ answer: first, from: 'from each vantage' }]
  return vantages.map((answer) => ({ answer, from: vantageTitles[answer.vantage].toLowerCase() }))
}

function Asking() {
  return (
    <li aria-busy="true" className="flex min-h-[26px] items-center gap-3 py-0.5 text-fg-3">
      <Skeleton className="w-3.5" />
      <span>Asking DNS…</span>
    </li>
  )
}

function leadThere(count: number): string {
  return count === 1 ? 'One alias leads there already' : `${count} aliases lead there already`
}
