import type { ServicePort } from '@/lib/domain/alias/alias'
import { normaliseHost } from '@/lib/domain/alias/normalise-host'
import { tlsModeAt } from '@/lib/domain/provider/tls-mode-at'
import { checkHostName } from '@/lib/domain/resolution/check-host-name'
import { plainText } from '@/lib/domain/resolution/plain-text'
import type { TlsMode } from './probe-result'

export const probePortAnnotation = 'signpost/probe-port'

/**
 * What may be probed; all three have to allow it, and an empty list allows nothing. `*` in `namespaces` or `suffixes` stands for any; a suffix
 * holds for itself and every name below it.
 */
export interface ProbeSettings {
  namespaces: readonly string[]
  suffixes: readonly string[]
  ports: readonly number[]
}

export interface ProbeSubject {
  namespace: string
  target: string | null
  ports: readonly ServicePort[]
  annotations: Readonly<Record<string, string>>
}

/** What is known of the target's provider; null for an unknown one. */
export interface ProviderPort {
  defaultPort: number | null
  tlsMode: TlsMode
}

export type NotProbed = 'off' | 'no-target' | 'namespace' | 'suffix' | 'no-port' | 'bad-annotation' | 'port'

export type ProbePlan =
  | { kind: 'probe'; host: string; port: number; source: 'spec.ports' | 'annotation' | 'provider'; tls: TlsMode }
  | { kind: 'skip'; code: NotProbed; why: string }

/**
 * The one port an alias is probed at, and how TLS begins there: its first TCP port, else its annotation `signpost/probe-port`, else its
 * provider's usual one. Says why when it is not probed; nothing is ever tried out.
 */
export function planProbe(subject: ProbeSubject, provider: ProviderPort | null, settings: ProbeSettings): ProbePlan {
  const { namespaces, suffixes, ports } = settings
  if (namespaces.length === 0 || suffixes.length === 0 || ports.length === 0) {
    return off
  }
  if (subject.target === null || checkHostName(subject.target).kind !== 'ok') {
    return skip('no-target', 'The target is no name that can be asked for.')
  }
  if (!namespaces.includes('*') && !namespaces.includes(subject.namespace)) {
    return skip('namespace', `Namespace ${plainText(subject.namespace, 64)} is not among those that may be probed.`)
  }
  const host = normaliseHost(subject.target)
  if (!suffixes.some((suffix) => isUnder(host, suffix))) {
    return skip('suffix', `${host} is under no suffix that may be probed.`)
  }
  return planPort(host, subject, provider, ports)
}

function planPort(
  host: string,
  subject: ProbeSubject,
  provider: ProviderPort | null,
  allowed: readonly number[],
): ProbePlan {
  const probe = (port: number, source: 'spec.ports' | 'annotation' | 'provider', tls: TlsMode): ProbePlan =>
    allowed.includes(port)
      ? { kind: 'probe', host, port, source, tls }
      : skip('port', `Port ${port} is not among those that may be probed.`)
  const first = subject.ports.find(({ protocol }) => protocol === 'TCP')
  if (first) return probe(first.port, 'spec.ports', tlsModeOf(first.port, first.name, provider))
  const annotation = subject.annotations[probePortAnnotation]
  if (annotation !== undefined) {
    const port = readPort(annotation)
    if (port !== null) return probe(port, 'annotation', tlsModeOf(port, null, provider))
    const seen = plainText(annotation, 32)
    return skip('bad-annotation', `Annotation ${probePortAnnotation} is "${seen}", which is no port from 1 to 65535.`)
  }
  const port = provider?.defaultPort ?? null
  if (provider && port !== null) return probe(port, 'provider', provider.tlsMode)
  return skip('no-port', `It has no TCP port, no annotation ${probePortAnnotation}, and no provider with a usual port.`)
}

const skip = (code: NotProbed, why: string): ProbePlan => ({ kind: 'skip', code, why })

const off = skip('off', 'Probing is off: the settings have to name namespaces, suffixes and ports.')

function isUnder(host: string, suffix: string): boolean {
  if (suffix === '*') return true
  const bare = normaliseHost(suffix).replace(/^\*?\./, '')
  return bare !== '' && (host === bare || host.endsWith(`.${bare}`))
}

function readPort(text: string): number | null {
  const port = /^[1-9]\d{0,4}$/.test(text) ? Number(text) : 0
  return port >= 1 && port <= 65_535 ? port : null
}

const tlsName = /(^|-)(https|tls|ssl|amqps|ldaps|mqtts|rediss|imaps|smtps|grpcs|wss)(-|$)/

// A port's name says more than its number, but for the number that the provider is known for.
function tlsModeOf(port: number, name: string | null, provider: ProviderPort | null): TlsMode {
  const said = provider?.defaultPort === port ? '' : (name?.toLowerCase() ?? '')
  if (/postgres|pgsql/.test(said)) return 'starttls-postgres'
  const mode = tlsModeAt(provider, port)
  return mode === 'none' && tlsName.test(said) ? 'direct' : mode
}
