import { ConnectTimes } from '@/components/probe/connect-times'
import { connectionWords, medianMs, millisecondsWords } from '@/components/probe/probe-words'
import { SeverityGlyph } from '@/components/ui/severity-glyph'
import type { LaneProbe } from '@/lib/contract/probe'
import { certificateWords } from '@/lib/domain/probe/certificate-words'

/** What was found at the target of a lane: its certificate, and how long connections took. */
export function LaneConnection({ probe }: { probe: LaneProbe }) {
  const { certificate, notProbed, problem, at, connectMs } = probe
  if (notProbed !== null || at === null) {
    return (
      <p className="mt-2.5 truncate text-12 text-fg-3" title={connectionWords(probe)}>
        {notProbed === null && problem === null ? 'Not probed yet' : 'Not probed'}
      </p>
    )
  }
  const median = medianMs(connectMs)
  return (
    <dl className="mt-2.5 grid grid-cols-2 gap-x-3 gap-y-1 text-12 max-lg:grid-cols-1">
      <div className="min-w-0">
        <dt className="text-11 text-fg-3">Certificate</dt>
        <dd className="flex min-h-5 items-center gap-1.5">
          {certificate === null ? (
            <span className="text-fg-3">none seen</span>
          ) : (
            <>
              <SeverityGlyph severity={certificate.severity} size={14} />
              <span className="num min-w-0 truncate" title={certificateWords(certificate)}>
                {certificateWords(certificate)}
              </span>
            </>
          )}
        </dd>
      </div>
      <div className="min-w-0">
        <dt className="text-11 text-fg-3">Connect p50</dt>
        <dd className="flex min-h-5 items-center gap-1.5">
          <span className="num min-w-0 truncate" title={connectionWords(probe)}>
            {median === null ? connectionWords(probe) : millisecondsWords(median)}
          </span>
          <ConnectTimes times={connectMs} />
        </dd>
      </div>
    </dl>
  )
}
