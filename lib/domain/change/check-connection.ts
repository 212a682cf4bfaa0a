import { type ProbedTarget, targetFindings } from '@/lib/domain/finding/target-findings'
import type { ProbeResult, TcpFailure } from '@/lib/domain/probe/probe-result'
import type { Answer } from './change-evidence'
import type { ConnectionEvidence } from './connection-evidence'
import { connectionTitles } from './connection-titles'

const untold: ReadonlySet<TcpFailure> = new Set(['busy', 'cancelled', 'denied', 'blocked'])

/**
 * Whether clients will be able to talk to the standby, as tried from where the console runs: a refused port blocks, silence and faults of TLS or
 * the certificate warn. What the live colour has as well, clients live with already: that is information. Nothing is said of what was not probed.
 */
export function checkConnection({ standby, live }: ConnectionEvidence): Answer[] {
  if (standby === null || isUntold(standby.result)) return []
  const { tcp, tls, port } = standby.result
  const known = new Set(live === null ? [] : faultsOf(live).map(({ code }) => code))
  const faults = faultsOf(standby)
  const state = (fault: Answer['state']) => (faults.some(({ code }) => !known.has(code)) ? fault : 'info')
  const evidence = faults.map((fault) => fault.evidence).join(' ')
  if (!tcp.ok) {
    const isRefused = tcp.failed === 'refused'
    return [
      {
        code: 'target-connects',
        state: state(isRefused ? 'block' : 'warn'),
        title: connectionTitles.connects,
        evidence,
      },
    ]
  }
  const connects: Answer = {
    code: 'target-connects',
    state: 'pass',
    title: 'The target answers on its port',
    evidence: `${tcp.address} port ${port} in ${Math.round(tcp.elapsedMs)} ms, from where the console runs`,
  }
  if (tls === null) return [connects]
  if (faults.length === 0) return tls.ok ? [connects, inOrder(tls.protocol)] : [connects]
  return tls.ok
    ? [connects, { code: 'target-certificate', state: state('warn'), title: connectionTitles.certificate, evidence }]
    : [connects, { code: 'target-tls', state: state('warn'), title: connectionTitles.tls, evidence }]
}

function inOrder(protocol: string | null): Answer {
  const evidence = `${protocol ?? 'TLS'}, for the name of the target`
  return { code: 'target-certificate', state: 'pass', title: 'The certificate of the target is in order', evidence }
}

function faultsOf(target: ProbedTarget) {
  return targetFindings(target).filter(({ severity }) => severity === 'warning' || severity === 'critical')
}

function isUntold({ tcp }: ProbeResult): boolean {
  return !tcp.ok && untold.has(tcp.failed)
}
