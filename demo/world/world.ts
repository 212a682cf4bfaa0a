import type { DnsRecord, DnsReply } from '../dns/dns-reply.ts'
import { type DnsServer, startDnsServer } from '../dns/dns-server.ts'
import type { WorldAnswer, WorldFault, WorldRecord } from './world-answer.ts'

/** The DNS outside of the cluster, whose names can be changed while it runs. */
export interface World {
  readonly host: string
  readonly port: number
  /** What each name answers from now on; null: it does not exist any more (NXDOMAIN). */
  readonly update: (changes: Readonly<Record<string, WorldAnswer | null>>) => Promise<void>
  readonly set: (name: string, records: readonly WorldRecord[]) => Promise<void>
  readonly fail: (name: string, fault: WorldFault) => Promise<void>
  readonly remove: (name: string) => Promise<void>
  /** Everything as at the start. */
  readonly reset: () => Promise<void>
}

export interface StartedWorld extends World {
  readonly resolve: (question: { readonly name: string; readonly type: string }) => DnsReply | null
  readonly stop: () => Promise<void>
}

const defaultTtlSeconds = 60
const maxLinks = 10
const authority: DnsRecord = {
  name: '',
  type: 'SOA',
  data: 'a.root.test hostmaster.root.test 1 3600 600 86400 5',
  ttlSeconds: 5,
}

/** Starts the server that answers for every name outside of the cluster: what it does not know does not exist. */
export async function startWorld(initial: ReadonlyMap<string, WorldAnswer>, port = 0): Promise<StartedWorld> {
  const answers = new Map<string, WorldAnswer>()
  const begin = () => {
    answers.clear()
    for (const [name, answer] of initial) answers.set(normalize(name), answer)
  }
  begin()
  const resolve: StartedWorld['resolve'] = (question) => resolveName(answers, question)
  const server: DnsServer = await startDnsServer(async (question) => resolve(question), port)
  const update: World['update'] = async (changes) => {
    for (const [name, answer] of Object.entries(changes))
      if (answer === null) answers.delete(normalize(name))
      else answers.set(normalize(name), answer)
  }
  return {
    host: server.host,
    port: server.port,
    resolve,
    update,
    set: (name, records) => update({ [name]: records }),
    fail: (name, fault) => update({ [name]: fault }),
    remove: (name) => update({ [name]: null }),
    reset: async () => begin(),
    stop: server.stop,
  }
}

const normalize = (name: string) => name.toLowerCase().replace(/\.$/, '')

const faultReplies: Readonly<Record<WorldFault, DnsReply | null>> = {
  SERVFAIL: { code: 'SERVFAIL', answers: [] },
  REFUSED: { code: 'REFUSED', answers: [] },
  TIMEOUT: null,
  BLOCKED: { code: 'REFUSED', answers: [], extendedError: { code: 15, text: '' } },
  DNSSEC_BOGUS: { code: 'SERVFAIL', answers: [], extendedError: { code: 6, text: 'signature does not match' } },
}

function resolveName(
  answers: ReadonlyMap<string, WorldAnswer>,
  { name, type }: { readonly name: string; readonly type: string },
): DnsReply | null {
  const chain: DnsRecord[] = []
  let owner = name
  for (let link = 0; link <= maxLinks; link += 1) {
    const answer = findAnswer(answers, normalize(owner))
    // Only the first name's fault is told: a chain that breaks later ends with its last CNAME.
    if (typeof answer === 'string') return link === 0 ? faultReplies[answer] : { code: 'NOERROR', answers: chain }
    if (answer === null) return { code: 'NXDOMAIN', answers: chain, authority: [authority], isAuthoritative: true }
    const records = answer.map((record) => toDnsRecord(owner, record))
    const wanted = records.filter((record) => record.type === type || type === 'ANY')
    const alias = records.find((record) => record.type === 'CNAME')
    if (wanted.length > 0) return { code: 'NOERROR', answers: [...chain, ...wanted], isAuthoritative: true }
    if (alias === undefined) return { code: 'NOERROR', answers: chain, authority: [authority], isAuthoritative: true }
    chain.push(alias)
    owner = alias.data
  }
  return { code: 'NOERROR', answers: chain, isAuthoritative: true }
}

// A name that only has names below it exists without data (RFC 8020).
function findAnswer(answers: ReadonlyMap<string, WorldAnswer>, name: string): WorldAnswer | null {
  const labels = name.split('.')
  const own = answers.get(name)
  if (own !== undefined) return own
  for (let start = 1; start < labels.length; start += 1) {
    const above = answers.get(labels.slice(start).join('.'))
    if (typeof above === 'string') return above
  }
  for (const known of answers.keys()) if (known.endsWith(`.${name}`)) return []
  return null
}

function toDnsRecord(name: string, { type, data, ttlSeconds }: WorldRecord): DnsRecord {
  return { name, type, data, ttlSeconds: ttlSeconds ?? defaultTtlSeconds }
}
