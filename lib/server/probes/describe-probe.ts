import type { CertificateView, LaneProbe, ProbeView } from '@/lib/contract/probe'
import { type CertificateJudgement, judgeCertificate } from '@/lib/domain/probe/certificate'
import type { CertificateFacts } from '@/lib/domain/probe/certificate-facts'
import { inClusterNames } from '@/lib/domain/probe/tls-name'
import { tlsNameDiagram } from '@/lib/domain/probe/tls-name-diagram'
import { tlsNameFix } from '@/lib/domain/probe/tls-name-fix'
import { type ServiceRef, serviceDnsName } from '@/lib/domain/service/service-ref'
import type { ProbeWait } from './probe-endpoint'
import type { ProbeReading } from './probe-reading'

export interface ProbeContext {
  service: ServiceRef
  clusterDomain: string
  nowMs: number
}

const nothing: ProbeView = {
  notProbed: null,
  port: null,
  portSource: null,
  tls: null,
  at: null,
  address: null,
  problem: null,
  connectedMs: null,
  handshakeMs: null,
  protocol: null,
  connectMs: [],
  certificate: null,
  tlsNameDiagram: null,
  tlsNameFix: null,
}

const waitWords: Readonly<Record<ProbeWait, string>> = {
  address: 'the console sees no address',
  policy: 'what belongs to the cluster could not be read',
  pace: 'others go first',
}

/** What is known of who answers at a target, for screens; null for a Service that is not tracked. */
export function describeProbe(reading: ProbeReading | null, context: ProbeContext): ProbeView | null {
  if (reading === null) return null
  const { plan, latest, waitsFor, connectMs } = reading
  if (plan.kind === 'skip') return { ...nothing, notProbed: plan.why }
  const planned: ProbeView = { ...nothing, port: plan.port, portSource: plan.source, tls: plan.tls }
  if (latest === null) return { ...planned, problem: waitsFor === null ? null : waitWords[waitsFor] }
  const { tcp, tls } = latest
  const at = new Date(latest.at).toISOString()
  const probed: ProbeView = { ...planned, at, address: tcp.address, connectMs: [...connectMs] }
  // What the guard denies was never dialled.
  if (!tcp.ok) return { ...probed, address: tcp.failed === 'denied' ? null : tcp.address, problem: tcp.why }
  const connected: ProbeView = { ...probed, connectedMs: tcp.elapsedMs }
  if (tls === null) return connected
  if (!tls.ok) return { ...connected, problem: tls.why }
  const { service, clusterDomain, nowMs } = context
  const aliasNames = inClusterNames(service, clusterDomain)
  const judgement = judgeCertificate(tls, { nowMs, host: plan.host, aliasNames })
  const session: ProbeView = { ...connected, handshakeMs: tls.elapsedMs, protocol: tls.protocol }
  if (tls.certificate === null || judgement === null) return session
  return { ...session, ...describeCertificate(tls.certificate, judgement, plan.port, context) }
}

/** What is known of who answers at the target of one lane of a group; null for a Service that is not tracked. */
export function describeLane(reading: ProbeReading | null, context: ProbeContext): LaneProbe | null {
  const view = describeProbe(reading, context)
  if (view === null) return null
  const { notProbed, port, at, problem, connectedMs, connectMs, certificate } = view
  if (certificate === null) return { notProbed, port, at, problem, connectedMs, connectMs, certificate }
  const { daysLeft, trust, severity, isHostCovered } = certificate
  return {
    ...{ notProbed, port, at, problem, connectedMs, connectMs },
    certificate: { daysLeft, trust, severity, isHostCovered },
  }
}

function describeCertificate(
  certificate: CertificateFacts,
  { severity, expiry, trust, names: coverage }: CertificateJudgement,
  port: number,
  { service, clusterDomain }: ProbeContext,
): Pick<ProbeView, 'certificate' | 'tlsNameDiagram' | 'tlsNameFix'> {
  const { subject, issuer, names, nameCount, notBefore, notAfter, fingerprint } = certificate
  const { namespace, name } = service
  const serviceName = serviceDnsName(namespace, name, clusterDomain)
  const view: CertificateView = {
    ...{ subject, issuer, names, nameCount, notBefore, notAfter, fingerprint, severity },
    daysLeft: expiry.daysLeft,
    trust: trust.kind,
    isHostCovered: coverage.isHostCovered,
    aliasNames: coverage.aliasNames,
  }
  return {
    certificate: view,
    tlsNameDiagram: tlsNameDiagram({ serviceName, coverage, names, nameCount }),
    tlsNameFix: tlsNameFix({ namespace, name, serviceName, port, coverage }),
  }
}
