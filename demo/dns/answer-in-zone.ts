import { isIPv6 } from 'node:net'
import type { ClusterDnsSource } from './cluster-dns-source.ts'
import { bareReply, type DnsReply, rcodes } from './dns-message.ts'
import { addressRecord, cnameRecord, type DnsRecord, soaRecord, srvRecord, txtRecord, types } from './dns-record.ts'
import { isWithin, withoutRootDot } from './domain-name.ts'
import { type ClusterHost, findHosts } from './find-hosts.ts'

export interface ZoneOptions {
  readonly source: ClusterDnsSource
  /** The cluster's domain, in lower case and without a dot at its end. */
  readonly zone: string
  readonly ttlSeconds: number
  /** Seconds since 1970. */
  readonly serial: () => number
}

/** Asks for a name outside the zone, with the type of the question at hand. */
export type LookUp = (name: string, type: number) => Promise<Pick<DnsReply, 'answers' | 'isTruncated'>>

const schemaVersion = '1.1.0'
const maxAliasesBefore = 10

/** Answers a question about a name in the cluster's zone as the kubernetes plugin of CoreDNS does. */
export async function answerInZone(
  options: ZoneOptions,
  question: { readonly name: string; readonly type: number },
  lookUp: LookUp,
): Promise<DnsReply> {
  const { source, zone } = options
  const { type } = question
  const name = question.name.toLowerCase()
  if (type === types.AXFR || type === types.IXFR) return bareReply(rcodes.refused)
  if (type === types.SOA) return positive(options, name === zone ? [soa(options)] : [])
  const hosts = findHosts(source, name, zone)
  if (type === types.TXT && name === `dns-version.${zone}`) {
    return positive(options, [txtRecord(question.name, [schemaVersion], 28_800)])
  }
  // For TXT alone, a name without records of its own does not exist.
  if (hosts === null || (type === types.TXT && hosts.length === 0)) return negative(options, rcodes.nxDomain)
  switch (type) {
    case types.A:
    case types.AAAA: {
      const found = await findAddresses({ options, type, lookUp }, question.name, hosts, [])
      return { ...positive(options, found.records), isTruncated: found.isTruncated }
    }
    case types.CNAME:
      return positive(options, aliasesOf(options, question.name, hosts).slice(0, 1))
    case types.SRV:
      return serviceRecords(options, question.name, hosts)
    default:
      return negative(options, rcodes.noError)
  }
}

interface AddressQuestion {
  readonly options: ZoneOptions
  readonly type: number
  readonly lookUp: LookUp
}

interface FoundAddresses {
  readonly records: DnsRecord[]
  readonly isTruncated: boolean
}

async function findAddresses(
  asked: AddressQuestion,
  owner: string,
  hosts: readonly ClusterHost[],
  before: readonly string[],
): Promise<FoundAddresses> {
  const { options, type, lookUp } = asked
  const { source, zone, ttlSeconds } = options
  const addresses = hosts.filter(({ host, isAddress }) => isAddress && isIPv6(host) === (type === types.AAAA))
  const records = [...new Set(addresses.map(({ host }) => host))].map((host) => addressRecord(owner, host, ttlSeconds))
  const alias = hosts.find(({ isAddress }) => !isAddress)
  if (alias === undefined) return { records, isTruncated: false }
  const target = withoutRootDot(alias.host)
  const isLoop = isWithin(target, owner.toLowerCase()) || before.includes(target)
  if (isLoop || before.length > maxAliasesBefore) return { records, isTruncated: false }
  const cname = cnameRecord(owner, target, ttlSeconds)
  if (!isWithin(target, zone)) {
    const { answers, isTruncated } = await lookUp(target, type)
    return { records: [cname, ...answers], isTruncated }
  }
  // The records of a Service inside, or nothing at all: then not even the CNAME is told.
  const next = await findAddresses(asked, target, findHosts(source, target, zone) ?? [], [...before, target])
  return next.records.length === 0 ? next : { ...next, records: [cname, ...next.records] }
}

function aliasesOf({ ttlSeconds }: ZoneOptions, owner: string, hosts: readonly ClusterHost[]): DnsRecord[] {
  return hosts
    .filter(({ isAddress }) => !isAddress)
    .map(({ host }) => cnameRecord(owner, withoutRootDot(host), ttlSeconds))
}

function serviceRecords(options: ZoneOptions, owner: string, hosts: readonly ClusterHost[]): DnsReply {
  const { ttlSeconds } = options
  const addresses = hosts.filter(({ isAddress }) => isAddress)
  const weight = Math.max(1, Math.floor(100 / Math.max(1, addresses.length)))
  const records = new Map<string, DnsRecord>()
  const additionals = new Map<string, DnsRecord>()
  for (const { host, port, owner: target } of addresses) {
    if (port === -1) continue
    records.set(`${target} ${port}`, srvRecord(owner, { priority: 0, weight, port, target }, ttlSeconds))
    additionals.set(`${target} ${host}`, addressRecord(target, host, ttlSeconds))
  }
  return { ...positive(options, [...records.values()]), additionals: [...additionals.values()] }
}

function positive(options: ZoneOptions, answers: readonly DnsRecord[]): DnsReply {
  if (answers.length === 0) return negative(options, rcodes.noError)
  return { ...bareReply(rcodes.noError), isAuthoritative: true, answers }
}

function negative(options: ZoneOptions, rcode: number): DnsReply {
  return { ...bareReply(rcode), isAuthoritative: true, authorities: [soa(options)] }
}

function soa({ zone, ttlSeconds, serial }: ZoneOptions): DnsRecord {
  return soaRecord(
    zone,
    {
      server: `ns.dns.${zone}`,
      mailbox: `hostmaster.${zone}`,
      serial: serial(),
      refresh: 7200,
      retry: 1800,
      expire: 86_400,
      minimumSeconds: ttlSeconds,
    },
    ttlSeconds,
  )
}
