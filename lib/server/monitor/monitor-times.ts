import type { HostWatch } from './host-watch'

/** The bounds of the monitor; times in milliseconds. */
export const monitorTimes = {
  hostsAtOnce: 32,
  shownHosts: 1000,
  /** How long a host counts as on screen after it was shown. */
  shownMs: 180_000,
  resolutionMs: 2000,
  askNowMs: 14_000,
  askTargetMs: 4800,
  /** One answer a second is wanted. */
  askEachMs: 950,
  backgroundMs: 300_000,
  shortestOnScreenMs: 30_000,
  /** After one failure, within the 5 s that a second question may take to be sent. */
  confirmMs: 3000,
  /** While no vantage gives any answer. */
  unknownMs: 30_000,
} as const

/** How long to wait until a host is asked again; `random` from 0 up to 1 spreads the hosts in the background by ±20 %. */
export function nextAskDelayMs(watch: HostWatch, nowMs: number, random: number): number {
  if (watch.isUnconfirmed) return monitorTimes.confirmMs
  const spread = 0.8 + 0.4 * random
  const backgroundMs = monitorTimes.backgroundMs * spread
  if (watch.answers.every(({ verdict }) => verdict.severity === 'unknown')) {
    return monitorTimes.unknownMs * spread
  }
  if (nowMs >= watch.shownUntilMs) return backgroundMs
  // Nothing says how long a failure lasts: on screen it must not outlive its cause by minutes.
  const ttls = watch.answers.flatMap(({ hops, addresses }) =>
    addresses.length === 0 ? [0] : hops.map(({ ttlSeconds }) => ttlSeconds * 1000),
  )
  return Math.min(backgroundMs, Math.max(monitorTimes.shortestOnScreenMs, Math.min(...ttls, backgroundMs)))
}
