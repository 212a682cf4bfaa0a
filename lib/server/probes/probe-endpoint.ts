import type { ProbeResult, TlsMode } from '@/lib/domain/probe/probe-result'
import { registrableDomain } from '@/lib/domain/provider/registrable-domain'
import type { ServiceRef } from '@/lib/domain/service/service-ref'

const keptTimes = 26

/** `address`: the host has none where the console runs; `policy`: what belongs to the cluster is not known; `pace`: too many at once. */
export type ProbeWait = 'address' | 'policy' | 'pace'

/** One port of one host that is probed, with the aliases that lead there and what was last found. */
export class ProbeEndpoint {
  readonly host: string
  readonly port: number
  readonly tls: TlsMode
  /** The aliases that lead here, and what their clients call them: the certificate is held against these names too. */
  readonly aliases = new Map<string, { ref: ServiceRef; names: readonly string[] }>()
  shownUntilMs = 0
  lastProbedMs = 0
  /** The probe that is under way; null while none is. */
  running: Promise<void> | null = null
  latest: ProbeResult | null = null
  /** Why it was not tried when its turn came last; null when it was. */
  waitsFor: ProbeWait | null = null
  /** How long the last connections took, oldest first, in milliseconds; null where there was none. */
  readonly connectMs: (number | null)[] = []

  /** The registered domain of the host, itself where it has none. */
  readonly domain: string

  constructor(host: string, port: number, tls: TlsMode) {
    this.host = host
    this.domain = registrableDomain(host) ?? host
    this.port = port
    this.tls = tls
  }

  get key(): string {
    return endpointKey(this)
  }

  /** What the last probe came to, without its times. */
  get outcome(): string {
    if (this.latest === null) return 'none'
    const { tcp, tls } = this.latest
    if (!tcp.ok) return `tcp ${tcp.failed}`
    if (tls === null) return 'tcp ok'
    return tls.ok ? `tls ${tls.certificate?.fingerprint} ${tls.chain.error}` : `tls ${tls.failed}`
  }

  take(result: ProbeResult): void {
    if (!result.tcp.ok && (result.tcp.failed === 'busy' || result.tcp.failed === 'cancelled')) return
    this.latest = result
    this.connectMs.push(result.tcp.ok ? result.tcp.elapsedMs : null)
    if (this.connectMs.length > keptTimes) this.connectMs.shift()
  }
}

export function endpointKey({ host, port, tls }: { host: string; port: number; tls: TlsMode }): string {
  return `${host}:${port}/${tls}`
}
