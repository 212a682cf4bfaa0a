import type { ReactNode } from 'react'
import { ConnectTimes } from '@/components/probe/connect-times'
import { connectionWords, medianMs, millisecondsWords } from '@/components/probe/probe-words'
import { SeverityGlyph } from '@/components/ui/severity-glyph'
import type { LaneProbe } from '@/lib/contract/probe'
import { certificateWords } from '@/lib/domain/probe/certificate-words'

/** What was found at the target of a lane: its certificate, how long connections took, and how ready it is. */
export function LaneFacts({ probe, readiness }: { probe: LaneProbe | null; readiness: ReactNode }) {
  const isProbed = probe !== null && probe.notProbed === null && probe.at !== null
  return (
    <dl className="mt-2.5 grid grid-cols-[minmax(0,1.1fr)_minmax(0,1.1fr)_minmax(0,1fr)] gap-x-3 text-12 max-lg:grid-cols-2 max-sm:grid-cols-3">
      <Fact title="Certificate" className="max-lg:hidden max-sm:block">
        {isProbed ? <Certificate probe={probe} /> : <NotProbed probe={probe} />}
      </Fact>
      <Fact title="Connect p50">{isProbed ? <Connections probe={probe} /> : <NotProbed probe={probe} />}</Fact>
      <Fact title="Ready">{readiness}</Fact>
    </dl>
  )
}

function Fact({ title, className, children }: { title: string; className?: string; children: ReactNode }) {
  return (
    <div className={`min-w-0 ${className ?? ''}`}>
      <dt className="text-11 text-fg-3">{title}</dt>
      <dd className="flex min-h-5 items-center gap-1.5">{children}</dd>
    </div>
  )
}

function Certificate({ probe: { certificate } }: { probe: LaneProbe }) {
  if (certificate === null) return <span className="text-fg-3">none seen</span>
  const words = certificateWords(certificate)
  return (
    <>
      <SeverityGlyph severity={certificate.severity} size={14} className="shrink-0" />
      <span className="num min-w-0 truncate" title={words}>
        {words.replace(/^ends in /, '')}
      </span>
    </>
  )
}

function Connections({ probe }: { probe: LaneProbe }) {
  const median = medianMs(probe.connectMs)
  return (
    <>
      <span className="num min-w-0 truncate" title={connectionWords(probe)}>
        {median === null ? connectionWords(probe) : millisecondsWords(median)}
      </span>
      <span className="max-lg:hidden">
        <ConnectTimes times={probe.connectMs} />
      </span>
    </>
  )
}

function NotProbed({ probe }: { probe: LaneProbe | null }) {
  if (probe === null) return <span className="text-fg-3">—</span>
  return (
    <span className="truncate text-fg-3" title={connectionWords(probe)}>
      {probe.notProbed === null && probe.problem === null ? 'not probed yet' : 'not probed'}
    </span>
  )
}
