import type { Finding } from '@/lib/domain/finding/finding'
import type { ProbeResult, TcpFailure, TlsFailure, TlsMode } from './probe-result'

type Advice = Pick<Finding, 'code' | 'severity' | 'cause' | 'fix'>

/**
 * What a failed connection says, from where the console runs; a probe that was not made (too busy, given up) says nothing. What is wrong
 * with a certificate that was shown is told by `judgeCertificate`.
 */
export function probeFindings(result: ProbeResult, mode: TlsMode): Finding[] {
  const { tcp, tls, port } = result
  if (!tcp.ok) {
    const advice = adviceForTcp(tcp.failed)
    const where = tcp.address === null ? `Port ${port}` : `${tcp.address} port ${port}`
    const from = tcp.failed === 'denied' ? '' : ', from where the console runs'
    return advice === null ? [] : [{ ...advice, evidence: `${where}: ${tcp.why}${from}.` }]
  }
  if (tls === null || tls.ok) return []
  const advice = adviceForTls(tls.failed, mode)
  return advice === null ? [] : [{ ...advice, evidence: `${tcp.address} port ${port} answers; TLS: ${tls.why}.` }]
}

function adviceForTcp(failed: TcpFailure): Advice | null {
  switch (failed) {
    case 'refused':
      return {
        code: 'TCP_REFUSED',
        severity: 'warning',
        cause: 'The host is there, but nothing listens on this port, or a firewall answers for it.',
        fix: 'Compare the port of the Service with the one of the target; if it is right, the target is down.',
      }
    case 'timeout':
      return {
        code: 'TCP_TIMEOUT',
        severity: 'warning',
        cause: 'Nothing answers: a firewall or security group on the way drops the packets, or the host is gone.',
        fix: 'Check the network policies of the clients, then the firewall of the target for this network.',
      }
    case 'unreachable':
      return {
        code: 'TCP_UNREACHABLE',
        severity: 'warning',
        cause: 'There is no route from here to that address.',
        fix: 'Check the peering, VPN or route to the network of the target.',
      }
    case 'reset':
    case 'other':
      return {
        code: 'TCP_FAILED',
        severity: 'warning',
        cause: 'The connection was broken off before it was there.',
        fix: 'Look at the load balancer or proxy in front of the target.',
      }
    case 'blocked':
      return {
        code: 'PROBE_BLOCKED',
        severity: 'unknown',
        cause: 'The machine of the console may not open this connection; that says nothing about the target.',
        fix: "Allow it in the console's own network policy or firewall.",
      }
    case 'denied':
      return {
        code: 'PROBE_DENIED',
        severity: 'unknown',
        cause: 'The address guard lets no probe go to one of its addresses; that says nothing about the target.',
        fix: 'If the address is private and meant, allow private addresses in the settings; the others are never dialled.',
      }
    case 'busy':
    case 'cancelled':
      return null
  }
}

function adviceForTls(failed: TlsFailure, mode: TlsMode): Advice | null {
  switch (failed) {
    case 'not-tls':
      return {
        code: 'TLS_NOT_SPOKEN',
        severity: 'warning',
        cause: 'The port speaks something else than TLS.',
        fix: 'Check the port; clients that expect TLS here cannot connect.',
      }
    case 'no-starttls':
      return {
        code: 'TLS_NOT_OFFERED',
        severity: 'warning',
        cause: `The server offers no TLS, or does not speak ${mode === 'starttls-smtp' ? 'SMTP' : 'the protocol of PostgreSQL'}.`,
        fix: 'Turn TLS on at the target, or check the port.',
      }
    case 'old-protocol':
      return {
        code: 'TLS_OLD',
        severity: 'warning',
        cause: 'The server knows only versions before TLS 1.2, which clients of today refuse.',
        fix: 'Whoever runs the target has to turn on TLS 1.2 or 1.3.',
      }
    case 'alert':
      return {
        code: 'TLS_REFUSED',
        severity: 'warning',
        cause:
          'The server ended the handshake: it wants a certificate of the client, another server name or other ciphers.',
        fix: 'Look at what the target asks of its clients.',
      }
    case 'timeout':
    case 'reset':
    case 'other':
      return {
        code: 'TLS_FAILED',
        severity: 'warning',
        cause:
          'The connection is made, but no TLS session comes about: a proxy in between, or a server that is overloaded.',
        fix: 'Look at the load balancer or proxy in front of the target.',
      }
    case 'bad-bundle':
      return {
        code: 'CA_BUNDLE',
        severity: 'unknown',
        cause: 'The CA bundle of the settings cannot be read, so certificates are not checked.',
        fix: 'Put PEM certificates into it.',
      }
    case 'cancelled':
      return null
  }
}
