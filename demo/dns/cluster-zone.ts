import { isIPv4, isIPv6 } from 'node:net'
import { isObject, listAt, numberAt, objectAt, textAt, valueAt } from '../json/json.ts'
import type { KubeObject } from '../store/kube-object.ts'

/** What the API server knows, as far as the zone of the cluster needs it. */
export interface ClusterView {
  readonly namespaceExists: (name: string) => boolean
  readonly service: (namespace: string, name: string) => KubeObject | undefined
  readonly slicesOf: (namespace: string, service: string) => KubeObject[]
  readonly serviceByIp: (ip: string) => KubeObject | undefined
}

interface SrvTarget {
  readonly host: string
  readonly port: number
}

/** What stands at a name of the zone, before one asks for a type. */
export type ZoneEntry =
  | { readonly kind: 'missing' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'alias'; readonly target: string }
  | { readonly kind: 'addresses'; readonly addresses: readonly string[]; readonly services: readonly SrvTarget[] }

const missing: ZoneEntry = { kind: 'missing' }
const empty: ZoneEntry = { kind: 'empty' }

/** Looks up a name relative to the cluster domain, such as `api.prod.svc`. */
export function lookupZone(view: ClusterView, labels: readonly string[]): ZoneEntry {
  const [last] = labels.slice(-1)
  const [namespace] = labels.slice(-2)
  if (labels.length === 0) return empty
  if (labels.length === 1 && last === 'dns-version') return { kind: 'text', text: '1.1.0' }
  if (last !== 'svc' && last !== 'pod') return missing
  if (labels.length === 1) return empty
  if (namespace === undefined || !view.namespaceExists(namespace)) return missing
  if (labels.length === 2) return empty
  return last === 'pod' ? lookupPod(labels) : lookupService(view, namespace, labels.slice(0, -2))
}

// `10-244-0-7.prod.pod` is 10.244.0.7, whether there is such a Pod or not.
function lookupPod(labels: readonly string[]): ZoneEntry {
  const [name = ''] = labels
  const ip = name.split('-').length === 4 ? name.replaceAll('-', '.') : name.replaceAll('-', ':')
  if (labels.length !== 3 || !(isIPv4(ip) || isIPv6(ip))) return missing
  return { kind: 'addresses', addresses: [ip], services: [] }
}

function lookupService(view: ClusterView, namespace: string, labels: readonly string[]): ZoneEntry {
  const name = labels.at(-1) ?? ''
  const service = view.service(namespace, name)
  if (service === undefined) return missing
  if (textAt(service, 'spec', 'type') === 'ExternalName')
    return labels.length === 1 ? externalName(textAt(service, 'spec', 'externalName')) : missing
  const before = labels.slice(0, -1)
  const isPort = before.length === 2 && before.every((label) => label.startsWith('_'))
  const clusterIp = textAt(service, 'spec', 'clusterIP')
  if (clusterIp !== 'None') {
    if (before.length > 0 && !isPort) return lookupEndpoint(view, service, before)
    const ports = portsOf(service, before)
    if (isPort && ports.length === 0) return missing
    const services = ports.map((port) => ({ host: '', port }))
    return { kind: 'addresses', addresses: isPort ? [] : [clusterIp], services }
  }
  return isPort || before.length === 0 ? headless(view, service, before) : lookupEndpoint(view, service, before)
}

// An address in the place of a name is no alias; legacy spellings such as 127.1 are.
function externalName(target: string): ZoneEntry {
  const bare = target.replace(/\.$/, '')
  return isIPv4(bare) || isIPv6(bare) ? missing : { kind: 'alias', target: bare }
}

interface Endpoint {
  readonly host: string
  readonly address: string
  readonly ports: readonly { readonly name: string; readonly protocol: string; readonly port: number }[]
}

function headless(view: ClusterView, service: KubeObject, before: readonly string[]): ZoneEntry {
  const endpoints = endpointsOf(view, service)
  const [port = '', protocol = ''] = before.map((label) => label.slice(1))
  const services = endpoints.flatMap(({ host, ports }) =>
    ports
      .filter((item) => before.length === 0 || (item.name === port && item.protocol.toLowerCase() === protocol))
      .map((item) => ({ host, port: item.port })),
  )
  if (endpoints.length === 0 || (before.length > 0 && services.length === 0)) return missing
  const addresses = before.length > 0 ? [] : [...new Set(endpoints.map(({ address }) => address))]
  return { kind: 'addresses', addresses, services }
}

function lookupEndpoint(view: ClusterView, service: KubeObject, before: readonly string[]): ZoneEntry {
  const [host] = before
  const found = endpointsOf(view, service).filter((endpoint) => endpoint.host === host)
  if (before.length !== 1 || found.length === 0) return missing
  return { kind: 'addresses', addresses: found.map(({ address }) => address), services: [] }
}

function endpointsOf(view: ClusterView, service: KubeObject): Endpoint[] {
  const { namespace, name } = service.metadata
  const takesAll = valueAt(service, 'spec', 'publishNotReadyAddresses') === true
  return view.slicesOf(String(namespace), String(name)).flatMap((slice) => {
    const ports = listAt(slice, 'ports').map((port) => ({
      name: textAt(port, 'name'),
      protocol: textAt(port, 'protocol') || 'TCP',
      port: numberAt(port, 'port'),
    }))
    return listAt(slice, 'endpoints')
      .filter(isObject)
      .filter((endpoint) => takesAll || objectAt(endpoint, 'conditions').ready !== false)
      .flatMap((endpoint) =>
        listAt(endpoint, 'addresses')
          .filter((address) => typeof address === 'string')
          .map((address) => ({
            host: textAt(endpoint, 'hostname') || address.replaceAll(/[.:]/g, '-'),
            address,
            ports,
          })),
      )
  })
}

function portsOf(service: KubeObject, before: readonly string[]): number[] {
  const [name = '', protocol = ''] = before.map((label) => label.slice(1))
  return listAt(service, 'spec', 'ports')
    .filter(isObject)
    .filter(
      (port) =>
        before.length === 0 ||
        (textAt(port, 'name') === name && (textAt(port, 'protocol') || 'TCP').toLowerCase() === protocol),
    )
    .map((port) => numberAt(port, 'port'))
}
