import { isIP } from 'node:net'
import type { ClusterDnsSource, ClusterEndpoint, NamedPort } from './cluster-dns-source.ts'
import { type ClusterName, parseClusterName } from './parse-cluster-name.ts'
import { noPort, readService } from './read-service.ts'

/** A name of the cluster and where it leads: an address, or another name of an alias. */
export interface ClusterHost {
  readonly host: string
  readonly isAddress: boolean
  readonly port: number
  /** The name that SRV records give for it. */
  readonly owner: string
}

/** Whom a name in the zone stands for; null when it does not exist, empty when it exists without records. */
export function findHosts(source: ClusterDnsSource, name: string, zone: string): readonly ClusterHost[] | null {
  // The server's own name: there, but without an address, for it listens on loopback alone.
  if (name === `ns.dns.${zone}`) return []
  const asked = parseClusterName(name, zone)
  if (asked.kind === 'bad') return null
  if (asked.kind === 'node') return asked.namespace === null || source.hasNamespace(asked.namespace) ? [] : null
  if (!source.hasNamespace(asked.namespace)) return null
  if (asked.kind === 'pod') return findPod(asked.pod, name)
  const hosts = findService(source, asked, zone)
  return hosts.length === 0 ? null : hosts
}

// kubeadm's `pods insecure`: the name is the address, whether such a Pod exists or not.
function findPod(pod: string, owner: string): readonly ClusterHost[] | null {
  const isVersion4 = pod.split('-').length === 4 && !pod.includes('--')
  const host = pod.replaceAll('-', isVersion4 ? '.' : ':')
  return isIP(host) === 0 ? null : [{ host, isAddress: true, port: 0, owner }]
}

type AskedService = Extract<ClusterName, { kind: 'service' }>

function findService(source: ClusterDnsSource, asked: AskedService, zone: string): readonly ClusterHost[] {
  const object = source.service(asked.namespace, asked.service)
  if (object === null) return []
  const service = readService(object)
  const owner = `${asked.service}.${asked.namespace}.svc.${zone}`
  if (service.kind === 'alias') {
    const isPlain = asked.endpoint === '' && asked.port === '' && asked.protocol === ''
    const { target } = service
    // An address is no name to point to: the Service then does not exist for DNS.
    return isPlain && isIP(target) === 0 ? [{ host: target, isAddress: false, port: 0, owner }] : []
  }
  if (service.kind === 'headless' || asked.endpoint !== '') {
    return source
      .endpoints(asked.namespace, asked.service)
      .filter((endpoint) => endpoint.ready && isIP(endpoint.address) !== 0)
      .filter((endpoint) => asked.endpoint === '' || asked.endpoint === hostnameOf(endpoint))
      .flatMap((endpoint) => {
        const ports = endpoint.ports?.length === 0 ? [noPort] : (endpoint.ports ?? service.targetPorts)
        const named = `${hostnameOf(endpoint)}.${owner}`
        return matching(ports, asked).map(({ port }) => toHost(endpoint.address, port, named))
      })
  }
  return matching(service.ports, asked).flatMap(({ port }) =>
    service.addresses.map((address) => toHost(address, port, owner)),
  )
}

function matching(ports: readonly NamedPort[], asked: AskedService): readonly NamedPort[] {
  return ports.filter(
    ({ name, protocol }) =>
      (asked.port === '' || asked.port === name.toLowerCase()) &&
      (asked.protocol === '' || asked.protocol === protocol.toLowerCase()),
  )
}

function toHost(host: string, port: number, owner: string): ClusterHost {
  return { host, isAddress: true, port, owner }
}

function hostnameOf({ hostname, address }: ClusterEndpoint): string {
  if (hostname !== undefined && hostname !== '') return hostname.toLowerCase()
  const dashed = address.replaceAll(/[.:]/g, '-').toLowerCase()
  return dashed.endsWith('-') ? `${dashed}0` : dashed
}
