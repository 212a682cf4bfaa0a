import { isIP } from 'node:net'
import type { NamedPort } from './cluster-dns-source.ts'

/** A Service as DNS sees it. */
export type ServiceView =
  | { readonly kind: 'alias'; readonly target: string }
  | { readonly kind: 'headless'; readonly targetPorts: readonly NamedPort[] }
  | {
      readonly kind: 'cluster'
      readonly addresses: readonly string[]
      readonly ports: readonly NamedPort[]
      readonly targetPorts: readonly NamedPort[]
    }

/** CoreDNS' sign for a Service or slice without ports: it has addresses, but no SRV records. */
export const noPort: NamedPort = { name: '', port: -1, protocol: '' }

/** Reads the spec of a Service; what is missing or of another shape counts as empty. */
export function readService({ spec }: { readonly spec?: unknown }): ServiceView {
  if (field(spec, 'type') === 'ExternalName') return { kind: 'alias', target: text(field(spec, 'externalName')) }
  const ports = list(field(spec, 'ports'))
  const targetPorts = orNoPort(ports.map((port) => readPort(port, field(port, 'targetPort'))))
  const clusterIps = list(field(spec, 'clusterIPs')).map(text)
  const addresses = clusterIps.length > 0 ? clusterIps : [text(field(spec, 'clusterIP'))]
  if (addresses[0] === 'None') return { kind: 'headless', targetPorts }
  return {
    kind: 'cluster',
    addresses: addresses.filter((address) => isIP(address) !== 0),
    ports: orNoPort(ports.map((port) => readPort(port, undefined))),
    targetPorts,
  }
}

function readPort(port: unknown, target: unknown): NamedPort {
  const number = typeof target === 'number' ? target : field(port, 'port')
  return {
    name: text(field(port, 'name')),
    port: typeof number === 'number' ? number : noPort.port,
    protocol: text(field(port, 'protocol')),
  }
}

function orNoPort(ports: readonly NamedPort[]): readonly NamedPort[] {
  return ports.length === 0 ? [noPort] : ports
}

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
