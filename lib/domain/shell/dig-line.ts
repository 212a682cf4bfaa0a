import { shellLine } from './shell-line'

/** The `dig` line that asks a resolver (`host:port`, with brackets around IPv6) for a name; null when it is no address that dig could ask. */
export function digLine(resolver: string | null, name: string, type: 'A' | 'AAAA' | 'CNAME'): string | null {
  const at = /^\[?(?<host>[0-9a-f.:]+?)\]?:(?<port>\d+)$/i.exec(resolver ?? '')?.groups
  if (at?.host === undefined || at.port === undefined) return null
  return at.port === '53'
    ? shellLine`dig ${`@${at.host}`} ${name} ${type}`
    : shellLine`dig ${`@${at.host}`} -p ${at.port} ${name} ${type}`
}
