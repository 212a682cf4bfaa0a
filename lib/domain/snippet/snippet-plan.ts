import { clientProtocol } from '@/lib/domain/protocol/client-protocol'
import { type ClientProtocol, portOfWord } from '@/lib/domain/protocol/well-known-port'
import { tlsModeAt } from '@/lib/domain/provider/tls-mode-at'
import type { HttpFacts } from './http-snippets'

export const nameForms = ['short', 'full'] as const

/** `short` works in the namespace of the alias only. */
export type NameForm = (typeof nameForms)[number]

export interface SnippetSubject {
  namespace: string
  name: string
  /** The whole name of the alias. */
  serviceName: string
  /** Normalised; null for a Service that is no longer of type ExternalName. */
  target: string | null
  ports: readonly { name: string | null; port: number; protocol: string }[]
}

/** What a probe found out, as far as it was made. */
export interface ProbedTls {
  port: number | null
  certificate: {
    trust: string
    isHostCovered: boolean
    aliasNames: readonly { name: string; isCovered: boolean }[]
  } | null
}

export interface SnippetPlan {
  /** Null where no port tells what clients speak. */
  client: { protocol: ClientProtocol; facts: HttpFacts } | null
  /** What is known of the certificate, in a few words. */
  note: string
}

/** What snippets for an alias have to say: by its ports the protocol, by the probed certificate (else by what is usual) whether TLS needs another name. */
export function planSnippets(subject: SnippetSubject, probe: ProbedTls | null, form: NameForm): SnippetPlan {
  const found = portOf(subject, probe)
  if (found === null) return { client: null, note: plainNote }
  const protocol = clientProtocol(found)
  const host = form === 'short' ? subject.name : subject.serviceName
  const seen = probe?.port === found.port ? probe.certificate : null
  const isInside = subject.target === null || isOfCluster(subject)
  const isTls = seen !== null || (protocol === 'https' ? true : !isInside && speaksTls(found, protocol))
  const names = isTls ? tlsNames(subject, host, { seen, isInside }) : { tlsName: null, note: plainNote }
  const isHttp = protocol === 'http' || protocol === 'https'
  const isNamed = isTls && names.tlsName === null
  const hostHeader = isHttp && !isInside && !isNamed ? subject.target : null
  const isPrivateCa = seen?.trust === 'private-ca' || seen?.trust === 'self-signed'
  const facts = { host, port: found.port, isTls, tlsName: names.tlsName, isPrivateCa, hostHeader }
  return { client: { protocol: isTls && protocol === 'http' ? 'https' : protocol, facts }, note: names.note }
}

const plainNote = 'the target may move, the name stays'

function portOf(subject: SnippetSubject, probe: ProbedTls | null): { name: string | null; port: number } | null {
  const declared = subject.ports.find(({ protocol }) => protocol === 'TCP')
  if (declared !== undefined) return declared
  if (subject.ports.length > 0) return null
  const port = probe?.port ?? portOfWord(subject.name)?.port ?? null
  return port === null ? null : { name: null, port }
}

// The alias and its target have the cluster's domain in common.
function isOfCluster({ namespace, name, serviceName, target }: SnippetSubject): boolean {
  const service = `${name}.${namespace}`
  if (!serviceName.startsWith(`${service}.`)) return false
  return target?.endsWith(serviceName.slice(service.length)) ?? false
}

// MySQL, Redis and others settle it by themselves at a port that both use.
function speaksTls({ name, port }: { name: string | null; port: number }, protocol: ClientProtocol): boolean {
  if (protocol === 'mysql') return false
  return tlsModeAt(null, port) !== 'none' || /^(amqps|rediss|ldaps|tls|ssl)/.test(name?.toLowerCase() ?? '')
}

function tlsNames(
  { target }: SnippetSubject,
  host: string,
  { seen, isInside }: { seen: ProbedTls['certificate']; isInside: boolean },
): { tlsName: string | null; note: string } {
  if (seen === null) {
    if (isInside) return { tlsName: null, note: 'assumed that the certificate names the alias' }
    return { tlsName: target, note: 'assumed that the certificate names the target' }
  }
  if (seen.aliasNames.some(({ name, isCovered }) => name === host && isCovered)) {
    return { tlsName: null, note: 'the certificate names the alias' }
  }
  if (!seen.isHostCovered) return { tlsName: null, note: 'the certificate names neither the alias nor the target' }
  return { tlsName: target, note: 'the certificate does not name the alias' }
}
