import type { ProbeResult } from '@/lib/domain/probe/probe-result'
import { probeSuccess } from './probe-success'

/** What a probe came to, in one word of few: why there was no connection or no TLS, else whether a client that verifies would accept it. */
export function probeOutcome(result: ProbeResult): string {
  const { tcp, tls } = result
  if (!tcp.ok) return `tcp-${tcp.failed}`
  if (tls !== null && !tls.ok) return `tls-${tls.failed}`
  return probeSuccess(result) ? 'success' : 'certificate-refused'
}
