import type { Provider, TlsMode } from './provider'

const byPort: ReadonlyMap<number, TlsMode> = new Map<number, TlsMode>([
  [25, 'starttls-smtp'],
  [80, 'none'],
  [443, 'direct'],
  [465, 'direct'],
  [587, 'starttls-smtp'],
  [636, 'direct'],
  [853, 'direct'],
  [993, 'direct'],
  [995, 'direct'],
  [1433, 'none'],
  [1521, 'none'],
  [3306, 'none'],
  [5432, 'starttls-postgres'],
  [5671, 'direct'],
  [6380, 'direct'],
  [6432, 'starttls-postgres'],
  [6443, 'direct'],
  [8080, 'none'],
  [8443, 'direct'],
  [8883, 'direct'],
  [9093, 'direct'],
  [9243, 'direct'],
  [9443, 'direct'],
])

/**
 * How TLS begins at a port of a host: as its provider says for its own default port, else as is usual for the port, else as the provider says
 * (`none` without one).
 */
export function tlsModeAt(provider: Pick<Provider, 'defaultPort' | 'tlsMode'> | null, port: number): TlsMode {
  if (provider?.defaultPort === port) return provider.tlsMode
  return byPort.get(port) ?? provider?.tlsMode ?? 'none'
}
