import { CheckLine } from '@/components/change/check-section'
import { connectionWords } from '@/components/probe/probe-words'
import { ageOf } from '@/components/ui/format-age'
import { useTimed } from '@/components/ui/now'
import type { TargetCheck } from '@/lib/contract/targets'
import { certificateWords } from '@/lib/domain/probe/certificate-words'

type Probe = TargetCheck['probes'][number]

/** Whether ports of the target answer and with which certificate, as the aliases that lead there already have it probed; else why that is not known. */
export function KnownProbes({ probes, notProbed }: Pick<TargetCheck, 'probes' | 'notProbed'>) {
  if (notProbed !== null)
    return (
      <CheckLine severity="info" label="not tried" says="Whether its port answers was not tried" evidence={notProbed} />
    )
  return probes.map((probe) => <KnownProbe key={probe.port} probe={probe} />)
}

function KnownProbe({ probe }: { probe: Probe }) {
  const age = useTimed((nowMs) => ageOf(probe.at, nowMs) ?? 'some time')
  const { certificate, problem, connectedMs, port } = probe
  return (
    <>
      <CheckLine
        severity={connectedMs === null ? 'warning' : 'ok'}
        says={connectionWords(probe)}
        evidence={`probed ${age} ago, for an alias that leads there`}
      />
      {connectedMs !== null && problem !== null && (
        <CheckLine severity="warning" says={`${port}: ${problem}`} evidence="TLS" />
      )}
      {certificate && (
        <CheckLine
          severity={certificate.severity}
          says={certificate.isHostCovered ? 'Its certificate names the target' : 'Its certificate names another host'}
          evidence={certificateWords(certificate)}
        />
      )}
    </>
  )
}
