const schemes = new Set(['http:', 'https:', 'mailto:'])

/** The keys of the a8r.io convention that may hold an address, with what each leads to. */
export const linkKeys: ReadonlyArray<readonly [key: string, leadsTo: string]> = [
  ['a8r.io/chat', 'Chat'],
  ['a8r.io/runbook', 'Runbook'],
  ['a8r.io/incidents', 'Incidents'],
  ['a8r.io/logs', 'Logs'],
  ['a8r.io/bugs', 'Bugs'],
  ['a8r.io/documentation', 'Documentation'],
  ['a8r.io/support', 'Support'],
  ['a8r.io/repository', 'Repository'],
  ['a8r.io/uptime', 'Uptime'],
  ['a8r.io/performance', 'Performance'],
  ['a8r.io/dependencies', 'Depends on'],
]

/** An address as a link may have it: http, https or mailto, without a user or a password in it; null for anything else. */
export function safeLink(text: string): string | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  return schemes.has(url.protocol) && url.username === '' && url.password === '' ? url.href : null
}
