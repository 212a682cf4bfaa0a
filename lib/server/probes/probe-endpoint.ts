import type { ProbeResult, TlsMode } from '@/lib/domain/probe/probe-result'
import type { ServiceRef } from '@/lib/domain/service/service-ref'

const keptTimes = 26

/** One port of one host that is probed, with the aliases that lead there and what was last found. */
export class ProbeEndpoint {
  readonly host: string
  readonly port: number
  readonly tls: TlsMode
  /** The aliases that lead here, and what their clients call them: the certificate is held against these names too. */
  readonly aliases = new Map<string, { ref: ServiceRef; names: readonly string[] }>()
  shownUntilMs = 0
  lastProbedMs = 0
  isRunning = false
  latest: ProbeResult | null = null
  /** How long the last connections took, oldest first, in milliseconds; null where there was none. */
  readonly connectMs: (number | null)[] = []

  constructor(host: string, port: number, tls: TlsMode) {
    this.host = host
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
