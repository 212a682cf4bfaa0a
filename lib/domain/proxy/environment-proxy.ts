import ipaddr from 'ipaddr.js'

type Environment = Readonly<Record<string, string | undefined>>

/** A variable that names no proxy that could be used. The value may hold a password and is not said. */
export type EnvironmentProxy = { url: string | null } | { problem: string }

const schemes: ReadonlySet<string> = new Set(['http:', 'https:', 'socks5:'])

/**
 * The proxy that a URL is to be reached by, as kubectl and Go read the environment: `HTTPS_PROXY` or `HTTP_PROXY` by the URL's scheme, unless
 * `NO_PROXY` names its host; upper case first. A host of this machine itself is never reached by one.
 */
export function environmentProxy(target: URL, env: Environment): EnvironmentProxy {
  const variable = target.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY'
  const value = (env[variable] || env[variable.toLowerCase()])?.trim()
  if (!value || isSpared(target, env.NO_PROXY || env.no_proxy || '')) return { url: null }
  const url = URL.parse(/^[a-z0-9]+:\/\//i.test(value) ? value : `http://${value}`)
  if (url !== null && schemes.has(url.protocol) && url.hostname !== '') return { url: url.href }
  return { problem: `${variable} is not an http, https or socks5 URL` }
}

function isSpared(target: URL, noProxy: string): boolean {
  const host = target.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
  const port = target.port || (target.protocol === 'https:' ? '443' : '80')
  const address = ipaddr.isValid(host) ? ipaddr.process(host) : null
  if (host === 'localhost' || address?.range() === 'loopback') return true
  const entries = noProxy.split(/[\s,]+/).filter((entry) => entry !== '')
  return entries.some((entry) => names(entry.toLowerCase(), { host, port, address }))
}

interface Named {
  host: string
  port: string
  address: ipaddr.IPv4 | ipaddr.IPv6 | null
}

function names(entry: string, { host, port, address }: Named): boolean {
  if (entry === '*') return true
  if (ipaddr.isValidCIDR(entry)) return address !== null && isWithin(address, entry)
  const [, name = entry, wantedPort] = /^(.*?[^:]):(\d+)$/.exec(entry) ?? []
  if (ipaddr.isValid(entry)) return address?.toString() === ipaddr.process(entry).toString()
  if (wantedPort !== undefined && wantedPort !== port) return false
  const bare = name.replace(/^\[|\]$/g, '')
  if (ipaddr.isValid(bare)) return address?.toString() === ipaddr.process(bare).toString()
  const suffix = bare.replace(/^\*(?=\.)/, '')
  // A name stands for itself and what is below it; with a dot before it, for what is below it alone.
  return suffix.startsWith('.') ? host.endsWith(suffix) : host === suffix || host.endsWith(`.${suffix}`)
}

function isWithin(address: ipaddr.IPv4 | ipaddr.IPv6, entry: string): boolean {
  const [network, bits] = ipaddr.parseCIDR(entry)
  return network.kind() === address.kind() && address.match(network, bits)
}
