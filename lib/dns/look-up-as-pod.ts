import { checkHostName } from '@/lib/domain/resolution/check-host-name'
import { afterOutcome, joinOutcomes, type SearchOutcome } from '@/lib/domain/resolution/search-outcome'
import {
  type Libc,
  type SearchPath,
  type SearchPathQuery,
  searchPathQueries,
} from '@/lib/domain/resolution/search-path'
import type { AddressFamily, Reply } from '@/lib/domain/resolution/walk-trace'
import { ChainPath } from './chain-path'
import type { DnsClient, WalkOptions } from './dns-client'
import { rcodes } from './dns-message'
import { formatResolver, type Resolver } from './resolver-address'

export interface PodQuestion extends SearchPath {
  /** As an application writes it: `db`, `db.shop`, `db.example.com`, or with a dot at the end. */
  name: string
}

export interface PodQuery extends SearchPathQuery {
  outcome: SearchOutcome
  replies: Record<AddressFamily, { outcome: SearchOutcome; reply: Reply }>
  elapsedMs: number
}

/** A lookup as a Pod does it: what was asked, in order, and what was no longer needed or given up. */
export interface PodLookup {
  resolver: string
  libc: Libc
  asked: PodQuery[]
  unasked: SearchPathQuery[]
  /** What the application gets, empty when its lookup fails. */
  addresses: string[]
  /** Why nothing was asked at all, null when something was. */
  problem: string | null
}

/**
 * Asks what a Pod's resolver would ask for a short name, query by query, and stops where it would. Unlike a walk it takes each reply as it
 * stands: a Pod's resolver follows nothing by itself. Never throws; once the signal fires, what is left is unasked.
 */
export async function lookUpAsPod(
  client: DnsClient,
  resolver: Resolver,
  question: PodQuestion,
  options: Pick<WalkOptions, 'evenIfSilent' | 'signal'> = {},
): Promise<PodLookup> {
  const { name, libc = 'glibc' } = question
  const lookup: PodLookup = {
    resolver: formatResolver(resolver),
    libc,
    asked: [],
    unasked: [],
    addresses: [],
    problem: null,
  }
  const check = checkHostName(name)
  if (check.kind !== 'ok') {
    const problem = check.kind === 'invalid' ? check.why : 'it is an address, which no resolver is asked for'
    return { ...lookup, problem }
  }
  let left = searchPathQueries(name, question)
  while (left.length > 0 && options.signal?.aborted !== true) {
    const [next, ...rest] = left
    if (next === undefined) break
    const { query, addresses } = await askBoth(client, resolver, next, { libc, options })
    lookup.asked.push(query)
    lookup.addresses = addresses
    const then = afterOutcome(query.outcome, libc)
    left = then === 'next' ? rest : then === 'as-written' ? rest.filter(({ domain }) => domain === null) : []
  }
  const asked = new Set(lookup.asked.map((query) => query.name))
  lookup.unasked = searchPathQueries(name, question).filter((query) => !asked.has(query.name))
  return lookup
}

async function askBoth(
  client: DnsClient,
  resolver: Resolver,
  { name, domain }: SearchPathQuery,
  { libc, options }: { libc: Libc; options: WalkOptions },
): Promise<{ query: PodQuery; addresses: string[] }> {
  const [v4, v6] = await Promise.all([
    client.ask(name, 'A', resolver, options),
    client.ask(name, 'AAAA', resolver, options),
  ])
  const [A, AAAA] = [read(name, 'A', v4.reply), read(name, 'AAAA', v6.reply)]
  const outcome = joinOutcomes(A.outcome, AAAA.outcome, libc)
  const replies = { A: { outcome: A.outcome, reply: v4.reply }, AAAA: { outcome: AAAA.outcome, reply: v6.reply } }
  const query = { name, domain, outcome, replies, elapsedMs: Math.max(v4.elapsedMs, v6.elapsedMs) }
  return { query, addresses: outcome === 'found' ? [...A.addresses, ...AAAA.addresses] : [] }
}

function read(name: string, family: AddressFamily, reply: Reply): { outcome: SearchOutcome; addresses: string[] } {
  if (reply.kind !== 'reply') return { outcome: 'no-reply', addresses: [] }
  if (reply.rcode === rcodes.nxDomain) return { outcome: 'no-name', addresses: [] }
  if (reply.rcode === rcodes.servFail) return { outcome: 'serv-fail', addresses: [] }
  if (reply.rcode !== rcodes.noError) return { outcome: 'refused', addresses: [] }
  const path = new ChainPath(name.toLowerCase())
  path.follow(reply.records)
  const addresses = path.addresses(reply.records, family).map(({ data }) => data)
  if (addresses.length > 0) return { outcome: 'found', addresses }
  return { outcome: reply.records.length > 0 ? 'alias-only' : 'no-data', addresses: [] }
}
