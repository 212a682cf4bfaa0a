import type { ChangeView } from '@/lib/contract/changes'
import { normaliseHost } from '@/lib/domain/alias/normalise-host'
import type { Resolution } from '@/lib/domain/resolution/resolution'
import { changeStateWords } from './change-state-words'

export interface Expected {
  seconds: number
  /** Where the number comes from. */
  source: 'answered' | 'assumed'
}

const watchSeconds = 1
const shortestCacheSeconds = 5
// kubeadm's Corefile; CoreDNS' own default is 5 s.
const usualTtlSeconds = 30

/** How long new connections may still get the old answer: the watch, and the highest TTL that the cluster's DNS gave for the Service's own CNAME. */
export function expectedCutOver(resolution: Resolution | undefined): Expected {
  const own = resolution?.vantages
    .find(({ vantage }) => vantage === 'cluster')
    ?.hops.find(({ owner, type }) => type === 'CNAME' && normaliseHost(owner) === normaliseHost(resolution.serviceName))
  if (!own) return { seconds: watchSeconds + usualTtlSeconds, source: 'assumed' }
  return { seconds: watchSeconds + Math.max(shortestCacheSeconds, own.ttlHighestSeconds), source: 'answered' }
}

/** Whole seconds since the Service was patched. */
export function elapsedSeconds(change: ChangeView, nowMs: number): number {
  return Math.max(0, Math.floor((nowMs - appliedMs(change)) / 1000))
}

/** How long the proof took, in words: `0.4 s`, `1:12`; null while it runs. */
export function proofTook(change: ChangeView): string | null {
  const last = change.steps.at(-1)
  if (changeStateWords(change.state).isRunning || !last) return null
  const seconds = Math.max(0, (Date.parse(last.at) - appliedMs(change)) / 1000)
  return seconds < 60 ? `${seconds.toFixed(seconds < 10 ? 1 : 0)} s` : clockText(Math.floor(seconds))
}

function appliedMs(change: ChangeView): number {
  return Date.parse(change.steps.find(({ state }) => state === 'applied')?.at ?? change.at)
}

/** `0:23`, `12:05`. */
export function clockText(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
