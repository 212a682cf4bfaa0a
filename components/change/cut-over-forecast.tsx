'use client'

import { useQuery } from '@tanstack/react-query'
import { resolutionQuery } from '@/lib/client/queries'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { clockText, expectedCutOver } from './cut-over'

const ttlWords = {
  Corefile: 'TTL from the Corefile',
  measured: 'TTL measured at the cluster’s DNS',
  assumed: 'TTL assumed',
} as const

/** How long the cut-over will take, before anything is written: what passes until new connections follow, and what pooled ones may add. */
export function CutOverForecast({ service }: { service: ServiceRef }) {
  const { data: resolution } = useQuery(resolutionQuery(service))
  const { watchSeconds, cacheSeconds, seconds, source, pooledSeconds } = expectedCutOver(resolution)
  return (
    <section aria-label="Cut-over clock" className="border-t border-line px-5 py-3 max-sm:px-4">
      <div className="flex items-baseline gap-2.5 max-sm:flex-wrap">
        <h2 className="font-semibold">Cut-over clock</h2>
        <span className="text-fg-3">starts when it is applied</span>
        <span className="ml-auto text-12 text-fg-3 max-sm:ml-0 max-sm:w-full">
          {ttlWords[source]}; pool lifetime assumed
        </span>
      </div>
      <div className="mt-2 flex gap-0.5 text-11 whitespace-nowrap">
        <div className="grid w-[46%] grid-cols-[auto_minmax(0,1fr)] gap-0.5">
          <span className="rounded-3 bg-press px-1.5 py-1 font-medium">{watchSeconds} s</span>
          <span className="truncate rounded-3 bg-press px-1.5 py-1">
            <b className="font-medium">{cacheSeconds} s</b> <span className="text-fg-3">CoreDNS TTL</span>
          </span>
        </div>
        <span className="min-w-0 flex-1 truncate rounded-3 border border-dashed border-line-3 px-1.5 py-[3px] text-fg-2">
          connections in pools, up to {pooledSeconds / 60} min
        </span>
      </div>
      <div className="mt-1 flex gap-0.5 text-11 text-fg-3">
        <span className="w-[46%]">0:00</span>
        <span className="flex min-w-0 flex-1 justify-between gap-2">
          <span>
            <b className="font-medium text-fg">{clockText(seconds)}</b> new connections follow
          </span>
          <span className="text-right">
            <b className="font-medium text-fg">{clockText(seconds + pooledSeconds)}</b> all
          </span>
        </span>
      </div>
    </section>
  )
}
