import type { Provider, TlsMode } from './provider'

const byPort: ReadonlyMap<number, TlsMode> = new Map<number, TlsMode>([
  [443, 'direct'],
  [465, 'direct'],
  [587, 'starttls-smtp'],
  [636, 'direct'],
  [853, 'direct'],
  [1433, 'none'],
  [1521, 'none'],
  [3306, 'none'],
  [5432, 'starttls-postgres'],
  [5671, 'direct'],
  [6380, 'direct'],
  [6432, 'starttls-postgres'],
  [8443, 'direct'],
  [8883, 'direct'],
  [9243, 'direct'],
])

/**
 * How TLS begins at a port of a host: as its provider says for its own default port, else as is usual for the port, else as the provider says
 * (`none` without one).
 */
export function tlsModeAt(provider: Provider | null, port: number): TlsMode {
  if (provider?.defaultPort === port) return provider.tlsMode
  return byPort.get(port) ?? provider?.tlsMode ?? 'none'
}
