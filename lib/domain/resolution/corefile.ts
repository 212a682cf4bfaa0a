import { type CorefileBlock, type CorefileDirective, type CorefileProblem, corefileBlocks } from './corefile-blocks'
import { plainText } from './plain-text'

export interface CorefileCache {
  /** The zones it holds answers of, `.` for all. */
  zones: string[]
  successMaxSeconds: number
  denialMaxSeconds: number
  /** The zones whose answers it does not hold after all. */
  successDisabled: string[]
  denialDisabled: string[]
}

export interface CorefileServer {
  /** Lower case, without the last dot; `.` for the root. */
  zones: string[]
  port: number
  /** The zones that the kubernetes plugin answers, reverse ones among them, and the TTL it gives. */
  kubernetes: { zones: string[]; ttlSeconds: number } | null
  cache: CorefileCache | null
  forwards: { zone: string; upstreams: string[] }[]
  /** What answers before or instead of the cluster and its upstreams, as it stands there. */
  overrides: { plugin: string; text: string; line: number }[]
}

export interface Corefile {
  servers: CorefileServer[]
  problems: CorefileProblem[]
}

const maxCharacters = 256 * 1024
const maxZones = 100
const maxUpstreams = 16
const maxOverrides = 100
const kubernetesTtlSeconds = 5
const successMaxSeconds = 3600
const denialMaxSeconds = 1800
const overriding = new Set(['rewrite', 'hosts', 'template', 'file', 'auto', 'secondary', 'alternate', 'erratic', 'acl'])

/**
 * What a Corefile says about names, TTLs and upstreams, in the terms of CoreDNS' plugins and with their defaults. Never throws: what cannot be
 * read, such as an imported file, is among the problems, and the rest stands.
 */
export function readCorefile(text: string): Corefile {
  if (text.length > maxCharacters) {
    return { servers: [], problems: [{ line: 1, message: `it is longer than ${maxCharacters} characters` }] }
  }
  const { blocks, problems } = corefileBlocks(text)
  return { servers: blocks.map((block) => readServer(block, problems)), problems }
}

function readServer(block: CorefileBlock, problems: CorefileProblem[]): CorefileServer {
  const { keys, directives } = block
  const zones = readZones(keys)
  const server: CorefileServer = {
    zones,
    port: readPort(keys[0] ?? ''),
    kubernetes: null,
    cache: null,
    forwards: [],
    overrides: [],
  }
  for (const directive of directives) {
    const { name, args } = directive
    if (name === 'kubernetes') server.kubernetes ??= readKubernetes(directive, zones, problems)
    else if (name === 'cache') server.cache ??= readCache(directive, zones, problems)
    else if (name === 'forward' || name === 'proxy') server.forwards.push(readForward(args))
    else if (overriding.has(name) && server.overrides.length < maxOverrides)
      server.overrides.push(readOverride(directive))
  }
  return server
}

function readKubernetes({ args, body }: CorefileDirective, zones: string[], problems: CorefileProblem[]) {
  let ttlSeconds = kubernetesTtlSeconds
  for (const { name, args: values, line } of body) {
    if (name === 'ttl')
      ttlSeconds = readSeconds(values[0], 0, ttlSeconds, { line, what: 'the ttl of kubernetes' }, problems)
  }
  return { zones: args.length > 0 ? readZones(args) : zones, ttlSeconds }
}

function readCache(
  { args, body, line }: CorefileDirective,
  zones: string[],
  problems: CorefileProblem[],
): CorefileCache {
  const hasTtl = /^-?\d+$/.test(args[0] ?? '')
  const place = { line, what: 'the TTL of cache' }
  const cache: CorefileCache = {
    zones: args.length > (hasTtl ? 1 : 0) ? readZones(args.slice(hasTtl ? 1 : 0)) : zones,
    successMaxSeconds: hasTtl ? readSeconds(args[0], 1, successMaxSeconds, place, problems) : successMaxSeconds,
    denialMaxSeconds: hasTtl ? readSeconds(args[0], 1, denialMaxSeconds, place, problems) : denialMaxSeconds,
    successDisabled: [],
    denialDisabled: [],
  }
  for (const { name, args: values, line: at } of body) {
    const [first, ttl, ...more] = values
    if (name === 'disable') {
      const off = ttl === undefined ? zones : readZones([ttl, ...more])
      if (first === 'success') cache.successDisabled.push(...off)
      if (first === 'denial') cache.denialDisabled.push(...off)
    }
    if (ttl === undefined) continue
    const inside = { line: at, what: `the TTL of cache ${name}` }
    if (name === 'success') cache.successMaxSeconds = readSeconds(ttl, 1, cache.successMaxSeconds, inside, problems)
    if (name === 'denial') cache.denialMaxSeconds = readSeconds(ttl, 1, cache.denialMaxSeconds, inside, problems)
  }
  return cache
}

function readForward([zone = '.', ...upstreams]: readonly string[]) {
  return {
    zone: readZones([zone])[0] ?? '.',
    upstreams: upstreams.slice(0, maxUpstreams).map((text) => plainText(text)),
  }
}

function readOverride({ name, args, line }: CorefileDirective) {
  return { plugin: name, text: plainText([name, ...args].join(' ')), line }
}

function readSeconds(
  text: string | undefined,
  least: number,
  otherwise: number,
  { line, what }: { line: number; what: string },
  problems: CorefileProblem[],
): number {
  const seconds = /^\d{1,9}$/.test(text ?? '') ? Number(text) : null
  if (seconds !== null && seconds >= least) return seconds
  problems.push({ line, message: `${what} is no number of seconds: ${plainText(text ?? '', 40)}` })
  return otherwise
}

// `dns://example.org.:1053`: a zone may carry a transport before it and a port behind it.
function readZones(keys: readonly string[]): string[] {
  const zones = keys.slice(0, maxZones).map((key) => {
    const bare = key
      .replace(/^[a-z0-9+]+:\/\//i, '')
      .replace(/:\d+$/, '')
      .toLowerCase()
    return bare === '' || bare === '.' ? '.' : plainText(bare.replace(/\.$/, ''), 253)
  })
  return [...new Set(zones)]
}

function readPort(key: string): number {
  const port = Number(/:(\d{1,5})$/.exec(key)?.[1] ?? 53)
  return port >= 1 && port <= 65_535 ? port : 53
}
