import { Resolver } from 'node:dns/promises'

export interface DnsAddress {
  readonly host: string
  readonly port: number
}

/** A resolver that asks only the given server, once, for half a second. */
export function resolverFor(server: DnsAddress, timeoutMs = 500): Resolver {
  const resolver = new Resolver({ timeout: timeoutMs, tries: 1 })
  resolver.setServers([`${server.host}:${server.port}`])
  return resolver
}

/** Reads the number in a TXT record; undefined when the server does not (yet) answer with one. */
export async function readSerial(server: DnsAddress, name: string): Promise<number | undefined> {
  const rows = await resolverFor(server).resolveTxt(name)
  const value = Number(rows[0]?.join(''))
  return Number.isInteger(value) ? value : undefined
}
