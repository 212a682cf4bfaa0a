import { isIPv6 } from 'node:net'

/** Where a resolver listens. `patienceMs` is how long one question may take, its resends included. */
export interface ResolverAddress {
  host: string
  port: number
  patienceMs?: number
}

/** `host:port`, with brackets around an IPv6 address. */
export function formatResolver(address: ResolverAddress): string {
  return isIPv6(address.host) ? `[${address.host}]:${address.port}` : `${address.host}:${address.port}`
}
