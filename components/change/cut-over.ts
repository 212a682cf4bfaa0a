import type { ChangeView } from '@/lib/contract/changes'
import type { ResolutionView } from '@/lib/contract/resolution'
import { normaliseHost } from '@/lib/domain/alias/normalise-host'
import { changeStateWords } from './change-state-words'

export interface Expected {
  /** Until the API server's write has reached the cluster's DNS. */
  watchSeconds: number
  /** How long the cluster's DNS may still give the old name from its cache. */
  cacheSeconds: number
  /** Until new connections go to the new target: both of the above. */
  seconds: number
  /** `Corefile`: what it says; `measured`: the cluster's DNS gave this TTL; `assumed`: what it usually gives. */
  source: 'Corefile' | 'measured' | 'assumed'
  /** How long connections that are open may live on in pools; nobody can ask the clients. */
  pooledSeconds: number
}

type Known = Pick<ResolutionView, 'serviceName' | 'vantages' | 'dns'>

const watchSeconds = 1
const shortestCacheSeconds = 5
// kubeadm's Corefile; CoreDNS' own default is 5 s.
const usualTtlSeconds = 30
const usualPoolSeconds = 30 * 60

/**
 * How long a cut-over takes for new and for pooled connections: the watch, and the TTL of the Service's own CNAME: as the Corefile says and as the
 * cluster's DNS gave it at the highest, whichever is more.
 */
export function expectedCutOver(resolution: Known | undefined): Expected {
  const own = resolution?.vantages
    .find(({ vantage }) => vantage === 'cluster')
    ?.hops.find(({ owner, type }) => type === 'CNAME' && normaliseHost(owner) === normaliseHost(resolution.serviceName))
  const written = resolution?.dns.source === 'corefile' ? resolution.dns.kubernetesTtlSeconds : null
  const measured = own?.ttlHighestSeconds ?? null
  const source =
    measured !== null && measured > (written ?? -1) ? 'measured' : written === null ? 'assumed' : 'Corefile'
  const ttlSeconds = source === 'assumed' ? usualTtlSeconds : Math.max(written ?? 0, measured ?? 0)
  const cacheSeconds = Math.max(shortestCacheSeconds, ttlSeconds)
  return { watchSeconds, cacheSeconds, seconds: watchSeconds + cacheSeconds, source, pooledSeconds: usualPoolSeconds }
}

/** Whole seconds since the Service was patched. */
export function elapsedSeconds(change: ChangeView, nowMs: number): number {
  return Math.max(0, Math.floor((nowMs - appliedMs(change)) / 1000))
}

/** How long the proof took, in words; null while it runs. */
export function proofTook(change: ChangeView): string | null {
  const last = change.steps.at(-1)
  if (changeStateWords(change.state).isRunning || !last) return null
  return tookWords((Date.parse(last.at) - appliedMs(change)) / 1000)
}

/** How long something took: `< 0.1 s`, `0.4 s`, `12 s`, `1:12`. */
export function tookWords(seconds: number): string {
  if (seconds < 0.1) return '< 0.1 s'
  return seconds < 60 ? `${seconds.toFixed(seconds < 10 ? 1 : 0)} s` : clockText(Math.floor(seconds))
}

function appliedMs(change: ChangeView): number {
  return Date.parse(change.steps.find(({ state }) => state === 'applied')?.at ?? change.at)
}

/** `0:23`, `12:05`. */
export function clockText(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** A time that is left, in the unit that fits: `13 s`, `29 min`. */
export function leftWords(seconds: number): string {
  if (seconds <= 0) return 'any moment'
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`
}
