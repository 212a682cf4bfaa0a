import type { ProbeResult } from '@/lib/domain/probe/probe-result'

/**
 * Whether a probe succeeded as blackbox_exporter means it: the connection stands and, where TLS is asked for, a client that verifies would accept
 * the certificate for the host. Null when nothing was dialled: the address guard refused, or the probe was given up.
 */
export function probeSuccess({ host, tcp, tls }: ProbeResult): boolean | null {
  if (!tcp.ok) return tcp.failed === 'denied' || tcp.failed === 'busy' || tcp.failed === 'cancelled' ? null : false
  if (tls === null) return true
  return tls.ok && tls.chain.isTrusted && tls.covers.some(({ name, isCovered }) => name === host && isCovered)
}
