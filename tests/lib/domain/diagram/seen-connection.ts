import type { SeenConnection } from '@/lib/domain/diagram/connect-messages'

export function seenConnection(change: Partial<SeenConnection> = {}): SeenConnection {
  return {
    notProbed: null,
    port: 8443,
    tls: 'direct',
    at: '2026-11-23T13:47:00Z',
    address: '10.40.8.21',
    problem: null,
    connectedMs: 9.2,
    handshakeMs: 21,
    certificate: { daysLeft: 84.3, trust: 'private-ca', isHostCovered: true, severity: 'ok' },
    ...change,
  }
}
