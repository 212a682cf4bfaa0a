import type { Duplex } from 'node:stream'

/** Where a resolver listens. `patienceMs` is how long one question may take, its resends included. */
export interface ResolverAddress {
  host: string
  port: number
  patienceMs?: number
}

/**
 * A resolver behind byte streams that somebody else opens, such as a port-forward: asked as over TCP. `open` may fail with an error whose
 * message says why, and gives up when the signal fires. Two objects are two resolvers, whatever their names.
 */
export interface StreamResolver {
  name: string
  open(signal: AbortSignal): Promise<Duplex>
  patienceMs?: number
}

export type Resolver = ResolverAddress | StreamResolver

// Each answer that is kept says who gave it: all by the same string.
const names = new WeakMap<ResolverAddress, string>()

/** `host:port`, with brackets around an IPv6 address; the name of one behind streams. */
export function formatResolver(resolver: Resolver): string {
  if ('open' in resolver) return resolver.name
  const known = names.get(resolver)
  if (known !== undefined) return known
  const { host, port } = resolver
  const name = [host.includes(':') ? `[${host}]` : host, port].join(':')
  names.set(resolver, name)
  return name
}
