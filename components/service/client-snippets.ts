import type { Row } from '@/lib/contract/row'
import { shellWord } from '@/lib/domain/shell/shell-word'

/** How a client uses an alias: text to copy, and what to mind. */
export interface ClientSnippet {
  name: string
  text: string
  note: string
}

type Snippets = readonly [ClientSnippet, ...ClientSnippet[]]

const tlsNote = 'TLS and Host: the name of the target, not of the alias'
const plainNote = 'the target may move, the name stays'

/** Snippets for the clients that the ports speak of, best first; the environment for any. Every part is quoted as a shell word. */
export function clientSnippets(row: Row): Snippets {
  const [first] = row.ports
  const port = first?.port ?? null
  const name = first?.name?.toLowerCase() ?? ''
  const kind = clientKind(port, name)
  const environment = environmentOf(row, port)
  const pod = podOf(row)
  return kind === null ? [environment, pod] : [clientOf(kind, row, port), environment, pod]
}

type Kind = 'psql' | 'mysql' | 'redis-cli' | 'mongosh' | 'curl'

const kindsByPort: Readonly<Record<number, Kind>> = {
  80: 'curl',
  443: 'curl',
  3306: 'mysql',
  5432: 'psql',
  6379: 'redis-cli',
  8080: 'curl',
  8443: 'curl',
  27017: 'mongosh',
}

const kindsByName: readonly (readonly [RegExp, Kind])[] = [
  [/postgres|psql|pgsql/, 'psql'],
  [/mysql|mariadb/, 'mysql'],
  [/redis|valkey/, 'redis-cli'],
  [/mongo/, 'mongosh'],
  [/^http/, 'curl'],
]

function clientKind(port: number | null, name: string): Kind | null {
  return kindsByName.find(([pattern]) => pattern.test(name))?.[1] ?? (port === null ? null : kindsByPort[port]) ?? null
}

function clientOf(kind: Kind, row: Row, port: number | null): ClientSnippet {
  const host = shellWord(row.serviceName)
  const target = row.target ?? row.serviceName
  switch (kind) {
    case 'psql': {
      const text = lines('psql', `--host ${host}`, `--port ${port ?? 5432}`, '--username USER DATABASE')
      return { name: kind, text, note: 'sslmode=verify-full would need the name of the target' }
    }
    case 'mysql': {
      const text = lines('mysql', `--host ${host}`, `--port ${port ?? 3306}`, '--user USER --password DATABASE')
      return { name: kind, text, note: plainNote }
    }
    case 'redis-cli': {
      const text = lines('redis-cli', `-h ${host} -p ${port ?? 6379}`, `--tls --sni ${shellWord(target)}`)
      return { name: kind, text, note: tlsNote }
    }
    case 'mongosh': {
      const text = `mongosh ${shellWord(`mongodb://${row.serviceName}:${port ?? 27017}/`)}`
      return { name: kind, text, note: plainNote }
    }
    case 'curl':
      return { name: kind, text: curlLine(row, target, port ?? 443), note: tlsNote }
  }
}

// The connection goes through the alias; certificate and Host are asked for by the target's name.
function curlLine(row: Row, target: string, port: number): string {
  const isTls = port === 443 || port === 8443 || row.ports[0]?.name?.toLowerCase().startsWith('https') === true
  const url = `${isTls ? 'https' : 'http'}://${target}${port === (isTls ? 443 : 80) ? '' : `:${port}`}/`
  return lines('curl', `--connect-to ${shellWord(`${target}:${port}:${row.serviceName}:${port}`)}`, shellWord(url))
}

function lines(...parts: string[]): string {
  return parts.join(' \\\n  ')
}

function environmentOf(row: Row, port: number | null): ClientSnippet {
  const prefix = row.name
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]+/g, '_')
    .replace(/^(?=[0-9])/, '_')
  const host = `- name: ${prefix}_HOST\n  value: ${JSON.stringify(row.serviceName)}`
  const text = port === null ? host : `${host}\n- name: ${prefix}_PORT\n  value: "${port}"`
  return { name: 'env', text, note: 'under env of a container' }
}

function podOf({ namespace, serviceName }: Row): ClientSnippet {
  const line = ['kubectl', '-n', namespace, 'run', 'ask', '--rm', '-it', '--restart=Never', '--image=busybox']
  const text = `${line.map((word, index) => (index > 0 && word.startsWith('-') ? word : shellWord(word))).join(' ')} -- nslookup ${shellWord(serviceName)}`
  return { name: 'pod', text, note: 'asks from inside, in a pod that goes again' }
}
