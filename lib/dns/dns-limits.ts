/** Every bound of the DNS door; times in milliseconds. */
export interface DnsLimits {
  /** How long one question may take in all, and how often it is sent in that time. */
  patienceMs: number
  tries: number
  sockets: number
  rotateAfterMs: number
  /** How long a server that refused EDNS is asked without it. */
  plainForMs: number
  pace: { perSecond: number; burst: number; inFlight: number; waiting: number }
  /** For a resolver behind streams: how many are held open, how many questions wait on each, how long opening one may take. */
  streams: { count: number; depth: number; openMs: number }
  silence: { silentQuestions: number; silentNames: number; probeEveryMs: number }
  rememberedTtls: number
  resolvers: number
}

export const defaultDnsLimits: DnsLimits = {
  patienceMs: 3000,
  tries: 2,
  sockets: 4,
  rotateAfterMs: 60_000,
  plainForMs: 600_000,
  pace: { perSecond: 300, burst: 50, inFlight: 64, waiting: 4096 },
  // CoreDNS answers the questions of one TCP connection one after the other.
  streams: { count: 4, depth: 4, openMs: 10_000 },
  silence: { silentQuestions: 8, silentNames: 3, probeEveryMs: 5000 },
  rememberedTtls: 50_000,
  resolvers: 64,
}
