import type { Clock } from '@/lib/domain/clock'
import { guardAddresses } from '@/lib/domain/probe/address-guard'
import type { AddressPolicy } from '@/lib/domain/probe/address-policy'
import type { ProbeResult, TcpFailure, TlsMode } from '@/lib/domain/probe/probe-result'
import { type Dialer, systemDialer } from './dialer'
import { handshake } from './handshake'
import { openTcp } from './open-tcp'
import { ProbeGate } from './probe-gate'
import { defaultProbeLimits, type ProbeLimits } from './probe-limits'
import { TrustStores } from './trust-store'

export interface ProbeRequest {
  /** What the probe is of; only for the result, never resolved. */
  host: string
  /** All addresses that the host has: each is held against the policy, one is dialled. */
  addresses: readonly string[]
  policy: AddressPolicy
  port: number
  tls: TlsMode
  /** Asked for in the handshake, when it is a name. */
  serverName: string
  /** Names to hold the certificate against, the server name apart from it. */
  names: readonly string[]
  /** PEM certificates to trust beside the machine's own. */
  caBundle: string | null
  signal: AbortSignal
}

export interface ProberOptions {
  clock: Clock
  dial?: Dialer
  limits?: Partial<ProbeLimits>
  /** From 0 to below 1; chooses among the addresses. The first one without it. */
  random?: () => number
}

/** Probes under way, and those that wait for one to end. */
export interface ProberLoad {
  running: number
  waiting: number
}

export interface Prober {
  /** One connection to one address, ended as soon as it is understood. Never throws: whatever happens is in the result. */
  probe(request: ProbeRequest): Promise<ProbeResult>
  load(): ProberLoad
  /** Gives up what is under way, and whatever is asked from then on. */
  close(): void
}

/** The door to targets: TCP and TLS behind the address guard, few at a time. */
export function createProber(options: ProberOptions): Prober {
  const { clock, dial = systemDialer, random = () => 0 } = options
  const limits = { ...defaultProbeLimits, ...options.limits }
  const gate = new ProbeGate(limits)
  const stores = new TrustStores(limits)
  const underWay = new Set<() => void>()
  let isClosed = false

  const run = async (request: ProbeRequest, address: string): Promise<ProbeResult> => {
    const open = await openTcp({
      dial,
      clock,
      address,
      port: request.port,
      timeoutMs: limits.connectMs,
      signal: request.signal,
    })
    if (open.kind === 'failed') return failed(clock, request, address, open.failed, open.why)
    const { socket, elapsedMs } = open
    try {
      const tls = request.tls === 'none' ? null : await handshake(socket, request, { clock, limits, stores })
      return { ...base(clock, request), tcp: { ok: true, address, elapsedMs }, tls }
    } finally {
      socket.destroy()
    }
  }

  const enterAndRun = async (request: ProbeRequest, address: string): Promise<ProbeResult> => {
    const entry = await gate.enter(request.signal)
    if (entry !== 'entered') return failed(clock, request, address, entry, notEntered[entry])
    try {
      return await run(request, address)
    } finally {
      gate.leave()
    }
  }

  return {
    async probe(request) {
      const guard = guardAddresses(request.addresses, request.policy)
      if (guard.kind === 'refused') return failed(clock, request, guard.address, 'denied', guard.why)
      const address = choose(guard.addresses, random)
      const giveUp = new AbortController()
      const abort = () => giveUp.abort()
      request.signal.addEventListener('abort', abort, { once: true })
      underWay.add(abort)
      if (isClosed || request.signal.aborted) abort()
      try {
        return await enterAndRun({ ...request, signal: giveUp.signal }, address)
      } finally {
        request.signal.removeEventListener('abort', abort)
        underWay.delete(abort)
      }
    },
    load: () => gate.load,
    close() {
      isClosed = true
      for (const abort of underWay) abort()
    },
  }
}

const notEntered = { busy: 'too many probes wait', cancelled: 'the probe was given up' } as const

// A console without IPv6 would call every dual-stack target unreachable: IPv4 goes first.
function choose(addresses: readonly [string, ...string[]], random: () => number): string {
  const four = addresses.filter((address) => !address.includes(':'))
  const pool = four.length > 0 ? four : addresses
  return pool[Math.floor(random() * pool.length)] ?? addresses[0]
}

function base(clock: Clock, { host, port }: ProbeRequest): Pick<ProbeResult, 'at' | 'host' | 'port'> {
  return { at: clock.now(), host, port }
}

function failed(
  clock: Clock,
  request: ProbeRequest,
  address: string | null,
  reason: TcpFailure,
  why: string,
): ProbeResult {
  return { ...base(clock, request), tcp: { ok: false, address, failed: reason, why }, tls: null }
}
