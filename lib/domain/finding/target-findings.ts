import { judgeCertificate } from '@/lib/domain/probe/certificate'
import { probeFindings } from '@/lib/domain/probe/probe-findings'
import type { ProbeResult, TlsMode } from '@/lib/domain/probe/probe-result'
import type { Finding } from './finding'

/** What the last probe of a target found; `aliasNames` are the names that clients in the cluster call it by. */
export interface ProbedTarget {
  result: ProbeResult
  tls: TlsMode
  host: string
  aliasNames: readonly string[]
  nowMs: number
}

/** What there is to say about who answers at a target: its port, its TLS, its certificate. */
export function targetFindings({ result, tls, host, aliasNames, nowMs }: ProbedTarget): Finding[] {
  const session = result.tls?.ok ? result.tls : null
  const certificate = session === null ? null : judgeCertificate(session, { host, aliasNames, nowMs })
  return [...probeFindings(result, tls), ...(certificate?.findings ?? [])]
}
