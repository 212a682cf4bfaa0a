import type { VerdictChange } from '@/lib/domain/resolution/verdict-change'
import type { Diagnosis } from '@/lib/domain/troubleshoot/case'
import { addressWords, type CaseView } from '@/lib/domain/troubleshoot/case-view'
import { movesOf } from '@/lib/domain/troubleshoot/moves'

export const retryWords =
  "The client's part: retry up to 3 times with a growing, jittered pause, and look the name up anew for each try."

/** It went from resolving to failing, or back, while the console watched. */
export function comesAndGoes({ facts, host }: CaseView): Diagnosis | null {
  const { flips } = movesOf(facts.history)
  const last = flips.at(-1)
  if (last === undefined) return null
  const vantages = new Set(flips.map(({ vantage }) => vantage))
  const isClusterOnly = vantages.size === 1 && vantages.has('cluster')
  return {
    certainty: 'found',
    severity: 'warning',
    side: isClusterOnly ? 'ours' : vantages.size > 1 ? 'provider' : 'unknown',
    issue: `${host} resolves at one time and fails at another.`,
    cause: isClusterOnly
      ? "Only the cluster's view comes and goes: its DNS, or the way from there to the zone."
      : 'The zone, or a name server of it, does not answer reliably; what an application sees depends on what is cached.',
    evidence: flips.slice(-4).map(flipWords),
    fix: {
      text: `${isClusterOnly ? 'Look at the log of CoreDNS at those times.' : "Tell the zone's owner the times."} ${retryWords}`,
    },
  }
}

function flipWords({ at, vantage, code, brokenAt, previousCode }: VerdictChange): string {
  const place = brokenAt === null ? '' : ` at ${brokenAt}`
  return `${at}, ${vantage}: ${code}${place}, was ${previousCode ?? 'unknown'}.`
}

/** An answer that is only half there, or no longer fresh. */
export function halfAnswer({ worst, host }: CaseView): Diagnosis | null {
  const code = worst?.verdict.code
  if (code !== 'PARTIAL_FAILURE' && code !== 'STALE_ANSWER') return null
  const isPartial = code === 'PARTIAL_FAILURE'
  return {
    certainty: 'found',
    severity: 'warning',
    side: 'provider',
    issue: isPartial ? `Only one address family of ${host} answers.` : `${host} is answered from an expired cache.`,
    cause: isPartial
      ? 'Clients that ask for both, or prefer the one that fails, wait or give up; others notice nothing.'
      : 'No server of the zone answers the resolver; once its cache gives the old answer up, the name fails.',
    evidence: [worst?.verdict.summary ?? ''],
    fix: {
      text: `${isPartial ? 'The failing record set has to be mended, or removed.' : "Tell the zone's owner before the answer is gone."} ${retryWords}`,
    },
  }
}

/** The cluster's DNS logged failures for the name lately, whatever it answers now. */
export function loggedErrors(view: CaseView, errors: readonly string[]): Diagnosis | null {
  if (errors.length === 0) return null
  return {
    certainty: 'possible',
    severity: 'warning',
    side: 'ours',
    issue: `The cluster's DNS failed for ${view.host} lately.`,
    cause:
      'CoreDNS could not get an answer from its upstream at those times; what it gave to clients was SERVFAIL or nothing.',
    evidence: errors.slice(-3),
    fix: { text: `Check the upstreams of the Corefile and the way to them. ${retryWords}` },
  }
}

/** What is as it should be, and yet makes some connections fail. */
export function cachesAndChoices(view: CaseView): Diagnosis | null {
  const { facts, host, addresses, cluster, outside } = view
  const moved = movesOf(facts.history).terminals.at(-1)
  const hops = (cluster ?? outside)?.hops.filter(({ owner }) => owner !== facts.service.serviceName) ?? []
  const base = { certainty: 'possible', severity: 'info', side: 'unknown' } as const
  if (moved !== undefined) {
    return {
      ...base,
      issue: `${host} moved, and clients may still use the old address.`,
      cause:
        'Connection pools and runtimes that cache addresses keep what they have until they look the name up again.',
      evidence: [
        `${moved.at}: ends at ${moved.terminal ?? 'nothing'}, before at ${moved.previousTerminal ?? 'nothing'}.`,
      ],
      fix: { text: `Have clients honour the TTL and close old connections. ${retryWords}` },
    }
  }
  if (addresses.length > 1) {
    return {
      ...base,
      issue: `Clients choose among ${addresses.length} addresses of ${host}.`,
      cause:
        'Kubernetes balances nothing behind an alias. If one of the addresses fails, a part of the connections does.',
      evidence: [`${addressWords(addresses)}; which of them fail is undecided, one at most was tried.`],
      fix: { text: `Have clients try the next address when one fails. ${retryWords}` },
    }
  }
  const shortest = Math.min(...hops.map(({ ttlHighestSeconds }) => ttlHighestSeconds))
  if (hops.length === 0 || shortest > 5) return null
  return {
    ...base,
    issue: `Nearly every lookup of ${host} goes all the way to its zone.`,
    cause: `A record lives only ${shortest} s, so that caches hardly help: each lost packet on the way is a failed connection.`,
    evidence: [
      `${hops.find(({ ttlHighestSeconds }) => ttlHighestSeconds === shortest)?.owner ?? host}: TTL ${shortest} s.`,
    ],
    fix: {
      text: `Ask the zone's owner for a TTL of 30 s or more, or let CoreDNS serve stale answers (cache, serve_stale). ${retryWords}`,
    },
  }
}
