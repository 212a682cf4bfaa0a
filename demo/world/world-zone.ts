import { addressRecord, type DnsRecord, nsRecord, soaRecord, types } from '../dns/dns-record.ts'
import { parseWorldRecord } from './parse-world-record.ts'
import { defaultTtlSeconds, type MixedAnswer, type WorldAnswer, type WorldFault, worldName } from './world-answer.ts'

const maxNames = 50_000
const maxRecords = 512

/** The records of a name, since when they are its own, and what happens to questions of some types. */
export interface WorldRecords {
  readonly kind: 'records'
  readonly records: readonly DnsRecord[]
  readonly sinceMs: number
  readonly faults: ReadonlyMap<number, MixedAnswer['fault']>
}

/** What the world knows of one name. */
export type WorldEntry =
  | WorldRecords
  | { readonly kind: 'fault'; readonly fault: WorldFault }
  /** Nothing of its own, but names below it. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'missing' }

export interface WorldZone {
  readonly soa: DnsRecord
  readonly servers: readonly DnsRecord[]
  /** A name in lower case; faults hold for all names below theirs, wildcards as RFC 4592 wants it. */
  readonly find: (name: string) => WorldEntry
}

/** Builds the world's one zone, whose origin is the root. Throws for names and records that no zone can hold. */
export function buildWorldZone(
  answers: ReadonlyMap<string, { readonly answer: WorldAnswer; readonly sinceMs: number }>,
  serial: number,
): WorldZone {
  if (answers.size > maxNames) throw new Error(`a world of more than ${maxNames} names`)
  const entries = new Map<string, WorldEntry>([
    [serverName, { kind: 'records', records: [serverAddress], sinceMs: 0, faults: new Map() }],
  ])
  for (const [name, { answer, sinceMs }] of answers) entries.set(worldName(name), toEntry(name, answer, sinceMs))
  const parents = new Set([...entries.keys()].flatMap(ancestorsOf))
  return {
    soa: soaRecord('', { ...soa, serial }, defaultTtlSeconds),
    servers: [nsRecord('', serverName, defaultTtlSeconds)],
    find: (name) => findFault(entries, name) ?? entries.get(name) ?? findAround(entries, parents, name),
  }
}

const serverName = 'a.root.test'
const serverAddress = addressRecord(serverName, '127.0.0.1', defaultTtlSeconds)
const soa = {
  server: serverName,
  mailbox: 'hostmaster.root.test',
  refresh: 3600,
  retry: 600,
  expire: 86_400,
  minimumSeconds: 5,
}

function toEntry(name: string, answer: WorldAnswer, sinceMs: number): WorldEntry {
  if (typeof answer === 'string') return { kind: 'fault', fault: answer }
  const given = 'records' in answer ? answer.records : answer
  const faults = 'records' in answer ? faultsOf(answer) : new Map<number, MixedAnswer['fault']>()
  if (given.length > maxRecords) throw new Error(`${name}: more than ${maxRecords} records`)
  if (given.length > 1 && given.some(({ type }) => type === 'CNAME')) {
    throw new Error(`${name}: a CNAME stands alone (RFC 1034 §3.6.2)`)
  }
  return { kind: 'records', records: given.map((record) => parseWorldRecord(name, record)), sinceMs, faults }
}

function faultsOf({ fault, families = ['A', 'AAAA'] }: MixedAnswer): ReadonlyMap<number, MixedAnswer['fault']> {
  return new Map(families.map((family) => [types[family], fault]))
}

function findFault(entries: ReadonlyMap<string, WorldEntry>, name: string): WorldEntry | undefined {
  return [name, ...ancestorsOf(name)].map((at) => entries.get(at)).find((entry) => entry?.kind === 'fault')
}

function findAround(entries: ReadonlyMap<string, WorldEntry>, parents: ReadonlySet<string>, name: string): WorldEntry {
  if (name === '' || parents.has(name)) return { kind: 'empty' }
  for (const ancestor of ancestorsOf(name)) {
    const wildcard = entries.get(`*.${ancestor}`)
    if (wildcard !== undefined) return wildcard
    // The closest name that exists hides the wildcards above it.
    if (entries.has(ancestor) || parents.has(ancestor)) break
  }
  return { kind: 'missing' }
}

function ancestorsOf(name: string): string[] {
  const labels = name.split('.')
  return labels.slice(1).map((_, index) => labels.slice(index + 1).join('.'))
}
