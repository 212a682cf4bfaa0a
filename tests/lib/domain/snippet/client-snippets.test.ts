import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type ClientSnippets, clientSnippets, snippetText } from '@/lib/domain/snippet/client-snippets'
import type { ProbedTls, SnippetSubject } from '@/lib/domain/snippet/snippet-plan'
import type { SnippetLanguage } from '@/lib/domain/snippet/string-literal'
import { readLiterals } from './read-literals'

const fullName = 'orders-db.shop.svc.cluster.local'
const target = 'db.example.net'

const alias = (
  port: number | null,
  overrides: Partial<SnippetSubject> & { portName?: string } = {},
): SnippetSubject => {
  const { portName = null, ...subject } = overrides
  const ports = port === null ? [] : [{ name: portName, port, protocol: 'TCP' }]
  return { namespace: 'shop', name: 'orders-db', serviceName: fullName, target, ports, ...subject }
}

const probed = (port: number, covered: readonly string[], trust = 'public'): ProbedTls => ({
  port,
  certificate: {
    trust,
    isHostCovered: covered.includes(target),
    aliasNames: ['orders-db', fullName].map((name) => ({ name, isCovered: covered.includes(name) })),
  },
})

function one({ snippets }: ClientSnippets, client: string) {
  const found = snippets.find((snippet) => snippet.client === client)
  if (found === undefined) throw new Error(`no snippet for ${client}`)
  return {
    ...found,
    text: snippetText(found),
    marked: found.lines.filter(({ isMarked }) => isMarked).map(({ text }) => text),
  }
}

const protocols: readonly (readonly [port: number, program: string])[] = [
  [5432, 'psql'],
  [3306, 'mysql'],
  [6379, 'redis-cli'],
  [6380, 'redis-cli'],
  [27_017, 'mongosh'],
  [5671, 'openssl'],
  [5672, 'nc'],
  [9092, 'kcat'],
  [9093, 'kcat'],
  [443, 'curl'],
  [80, 'curl'],
  [1433, 'nc'],
  [636, 'openssl'],
]

describe('clientSnippets', () => {
  test.each(protocols)('begins at port %i with %s, then has every language', (port, program) => {
    const clients = clientSnippets(alias(port), null, 'full').snippets.map(({ client }) => client)
    expect(clients).toEqual([program, 'Python', 'Node', 'Java', 'Go', '.NET', 'Env', 'Pod'])
  })

  test('reads the protocol from the name of the port before its number', () => {
    const of = (portName: string) => clientSnippets(alias(9000, { portName }), null, 'full').snippets[0].client
    expect(['postgres', 'mysql', 'redis', 'mongo', 'kafka', 'https', 'http', 'odd'].map(of)).toEqual([
      ...['psql', 'mysql', 'redis-cli', 'mongosh', 'kcat', 'curl', 'curl', 'nc'],
    ])
  })

  test('gives environment and a question from inside where nothing tells what clients speak', () => {
    const udp = { ports: [{ name: 'dns', port: 53, protocol: 'UDP' }] }
    for (const subject of [alias(null, { name: 'orders' }), alias(null, udp)]) {
      expect(clientSnippets(subject, null, 'full').snippets.map(({ client }) => client)).toEqual(['Env', 'Pod'])
    }
    expect(clientSnippets(alias(null, { name: 'postgres-external' }), null, 'full').snippets[0].client).toBe('psql')
    expect(clientSnippets(alias(null, { name: 'orders' }), probed(443, []), 'full').snippets[0].client).toBe('curl')
  })

  test.each(protocols)('at port %i writes the name that was chosen', (port) => {
    for (const [form, name] of [
      ['full', fullName],
      ['short', 'orders-db'],
    ] as const) {
      for (const { client } of clientSnippets(alias(port), null, form).snippets) {
        if (client === 'Pod') continue
        const { text, says } = one(clientSnippets(alias(port), null, form), client)
        const isAtTarget = says?.includes('the target itself') || says?.includes('begin at the target')
        if (!isAtTarget) expect(text, client).toContain(name)
        if (form === 'short') expect(text, client).not.toContain(fullName)
      }
    }
  })

  test.each(protocols)('at port %i marks nothing where the certificate names the alias', (port) => {
    const plain = clientSnippets(alias(port), probed(port, [target, fullName]), 'full')
    const tls = plain.snippets.filter(({ lines }) => lines.some(({ isMarked }) => isMarked))
    expect(tls.map(({ client }) => client)).toEqual([])
    expect(plain.snippets.map(({ says }) => says)).toEqual(plain.snippets.map(() => null))
    expect(JSON.stringify(plain)).not.toContain(target)
  })

  test.each(protocols.filter(([port]) => port !== 3306))(
    'at port %i every client that verifies is told the name of the target where only that is named',
    (port) => {
      const found = clientSnippets(alias(port), probed(port, [target]), 'full')
      expect(found.note).toBe('the certificate does not name the alias')
      for (const { client } of found.snippets) {
        if (client === 'Pod') continue
        const { marked, says } = one(found, client)
        expect(marked.join('\n'), client).toContain(target)
        expect(says, client).toMatch(/^Marked: /)
      }
    },
  )

  test('asks for the certificate and the host of the target in Node, as its options are called', () => {
    const subject = alias(8443, { portName: 'https' })
    expect(one(clientSnippets(subject, probed(8443, [target], 'private-ca'), 'full'), 'Node').text).toBe(
      [
        'import { readFileSync } from "node:fs";',
        'import https from "node:https";',
        '',
        'const request = https.get({',
        `  host: "${fullName}",`,
        '  port: 8443,',
        `  servername: "${target}",`,
        `  headers: { Host: "${target}:8443" },`,
        '  ca: readFileSync("/etc/ssl/private-ca.pem"),',
        '  path: "/",',
        '});',
        'request.on("response", (response) => response.pipe(process.stdout));',
      ].join('\n'),
    )
  })

  test('verifies a Postgres server by the name of its certificate, and connects to the alias', () => {
    const found = clientSnippets(alias(5432), probed(5432, [target]), 'short')
    expect(one(found, 'psql').text).toContain(`PGHOST=${target} \\\n  PGHOSTADDR="$(getent ahosts orders-db`)
    expect(one(found, 'Go').marked).toEqual([`config.TLSConfig.ServerName = "${target}"`])
    expect(one(found, '.NET').marked[0]).toContain(`options.TargetHost = "${target}"`)
    expect(one(found, 'Java').marked.join('\n')).toContain('sslhostnameverifier')
  })

  test('says of a client without such a setting that it goes to the target', () => {
    const found = clientSnippets(alias(6380), probed(6380, [target]), 'full')
    expect(one(found, 'Python').says).toContain('has no setting for another')
    expect(one(found, 'Python').text).not.toContain(fullName)
  })

  test('says what is assumed, and what no setting can mend', () => {
    expect(clientSnippets(alias(443), null, 'full').note).toBe('assumed that the certificate names the target')
    expect(clientSnippets(alias(443), probed(443, []), 'full').note).toBe(
      'the certificate names neither the alias nor the target',
    )
    expect(clientSnippets(alias(5432, { target: 'db.data.svc.cluster.local' }), null, 'full').note).toBe(
      'the target may move, the name stays',
    )
  })

  test('takes no target for one of the cluster where the whole name of the alias is not as it should be', () => {
    const odd = clientSnippets(alias(443, { serviceName: 'h.svc', target: 'a.b' }), null, 'full')
    expect(odd.note).toBe('assumed that the certificate names the target')
  })

  test('judges by the certificate at the port of the snippet only', () => {
    expect(clientSnippets(alias(80), probed(443, [fullName]), 'full').note).toBe('the target may move, the name stays')
  })
})

const languageOf: Readonly<Record<string, SnippetLanguage>> = {
  Python: 'python',
  Node: 'javascript',
  Java: 'java',
  Go: 'go',
  '.NET': 'csharp',
}
const hostile = fc
  .string({
    minLength: 1,
    unit: fc.oneof(
      fc.constantFrom(
        '"',
        "'",
        '\\',
        '\n',
        '\r',
        '`',
        '$',
        '(',
        ')',
        ';',
        '&',
        '|',
        '#',
        '<',
        '%',
        '@',
        ':',
        '/',
        'u',
        'é',
        '𝒳',
        ' ',
      ),
      fc.constantFrom('a', '0', '-', '.'),
    ),
  })
  .filter((text) => text.trim() !== '')

describe('a hostile name in a snippet', () => {
  test.each(protocols)('leaves no string of any language at port %i', (port) => {
    const harmless = clientSnippets(alias(port, { serviceName: 'h.svc', target: 'a.b' }), probedAt(port, 'a.b'), 'full')
    fc.assert(
      fc.property(hostile, hostile, (host, name) => {
        const subject = alias(port, { serviceName: host, target: name })
        const found = clientSnippets(subject, probedAt(port, name), 'full')
        for (const [client, language] of Object.entries(languageOf)) {
          const read = readLiterals(language, one(found, client).text)
          expect(read.skeleton, client).toBe(readLiterals(language, one(harmless, client).text).skeleton)
          const isHeld = read.strings.some((text) => [host, name].some((part) => holds(text, part)))
          expect(isHeld, client).toBe(true)
        }
        const environment: unknown = parse(one(found, 'Env').text)
        expect(environment).toContainEqual({ name: 'ORDERS_DB_HOST', value: host })
      }),
      { numRuns: 60 },
    )
  })

  test.each(protocols)('stays one word of a shell at port %i', (port, program) => {
    const names = [...fc.sample(hostile, 4), "x'; touch /tmp/x; '", '-rf', '$(id)']
    for (const name of names) {
      const subject = alias(port, { serviceName: name, target: name })
      const found = clientSnippets(subject, probedAt(port, name), 'full')
      const plain = clientSnippets(alias(port, { serviceName: 'h', target: 'h' }), probedAt(port, 'h'), 'full')
      const words = wordsOf(program, one(found, program).text)
      expect(words).toHaveLength(wordsOf(program, one(plain, program).text).length)
      expect(words.some((word) => holds(word, name))).toBe(true)
      expect(wordsOf('kubectl', one(found, 'Pod').text).at(-1)).toBe(name)
    }
  })
})

/** A certificate for the target alone, so that every name a snippet can hold is in it. */
function probedAt(port: number, host: string): ProbedTls {
  const isTls = ![80, 3306, 5672, 1433].includes(port)
  const certificate = { trust: 'private-ca', isHostCovered: true, aliasNames: [{ name: host, isCovered: false }] }
  return { port, certificate: isTls ? certificate : null }
}

function holds(text: string, part: string): boolean {
  return text.includes(part) || text.includes(encodeURIComponent(part))
}

/** The words that a program gets from a line of the shell; `getent` and `awk` are played. */
function wordsOf(program: string, line: string): string[] {
  const play = `getent() { printf '%s' "$2"; }\nawk() { cat; }\n`
  const script = `${play}${program.replace('-', '_')}() { printf '%s\\0' "$PGHOST" "$PGHOSTADDR" "$@"; }\n`
  const { stdout, status } = spawnSync('sh', ['-c', `${script}${line.replace(program, program.replace('-', '_'))}`], {
    env: { ...process.env, PGHOST: '', PGHOSTADDR: '' },
  })
  expect(status).toBe(0)
  return stdout.toString().split('\0').slice(0, -1)
}
