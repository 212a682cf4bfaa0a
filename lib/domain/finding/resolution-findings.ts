import type { VantageAnswer, VantageName } from '@/lib/domain/resolution/resolution'
import { sayPerVantage } from '@/lib/domain/resolution/say-per-vantage'
import { type Severity, severityRank, worseSeverity } from '@/lib/domain/resolution/severity'
import type { OutcomeCode } from '@/lib/domain/resolution/verdict'
import type { Finding } from './finding'

type Advice = { cause: string; fix: string }

interface Sighting {
  code: string
  severity: Severity
  advice: Advice
  vantage: VantageName
  words: string
}

/** One finding per outcome that is not fine and per note of weight; what both vantages say alike is told once. Worst first. */
export function resolutionFindings(answers: readonly VantageAnswer[]): Finding[] {
  const seen = answers.flatMap(sightings)
  if (seen.length === 0) return []
  const byCode = Map.groupBy(seen, ({ code }) => code)
  const findings = [...byCode.values()].flatMap(toFinding)
  return findings.sort((a, b) => severityRank(a.severity) - severityRank(b.severity))
}

function sightings({ vantage, verdict }: VantageAnswer): Sighting[] {
  const { code, severity, summary, notes } = verdict
  const outcome = outcomeAdvice(code)
  const told = notes.flatMap((note) => {
    const advice = noteAdvice[note.code]
    return advice ? [{ code: note.code, severity: note.severity, advice, vantage, words: note.evidence }] : []
  })
  return outcome ? [{ code, severity, advice: outcome, vantage, words: summary }, ...told] : told
}

function toFinding(seen: Sighting[]): Finding[] {
  const [first] = seen
  if (first === undefined) return []
  const severity = seen.map((sighting) => sighting.severity).reduce(worseSeverity)
  return [{ code: first.code, severity, evidence: sayPerVantage(seen), ...first.advice }]
}

const noteAdvice: Readonly<Record<string, Advice>> = {
  CHAIN_LONG: {
    cause: 'Each CNAME is one more zone that has to answer, and resolvers give up between 11 and 16.',
    fix: 'Point the Service nearer to the end of the chain.',
  },
  SPECIAL_IP: {
    cause: 'The name leads to an address that is not on the public internet.',
    fix: 'Check that this network is meant; a loopback, link-local or metadata address is never right.',
  },
  TTL_LONG: {
    cause: 'Resolvers may keep the old address for over an hour.',
    fix: 'Lower the TTL in the zone before moving it.',
  },
  TTL_ZERO: {
    cause: 'Nobody may keep the answer: each new connection asks the zone again.',
    fix: 'Raise the TTL in the zone to 30 s or more, unless it moves that often.',
  },
  SPLIT_HORIZON: {
    cause: 'The cluster and the outside see this name differently.',
    fix: 'If that is not meant, compare the zone that each resolver is given.',
  },
  DRIFT: {
    cause: 'The chain ends at another name than before.',
    fix: 'Check with whoever runs the target that the move was meant.',
  },
  NAME_NOT_SERVED: {
    cause: "The cluster's DNS has not taken the Service up yet, or does not watch its namespace.",
    fix: 'Ask again in a few seconds; if it stays, look at the CoreDNS pods and their log.',
  },
}

/** Cause and fix of an outcome; null for one that is fine. */
export function outcomeAdvice(code: OutcomeCode): Advice | null {
  switch (code) {
    case 'OK':
    case 'OK_V4_ONLY':
    case 'OK_V6_ONLY':
    case 'NOT_ASKED':
      return null
    case 'PARTIAL_FAILURE':
      return {
        cause: 'One address family answers, the other fails.',
        fix: 'Mend the failing record set, or remove it: clients that prefer it wait.',
      }
    case 'INVALID_NAME':
      return {
        cause: 'The API server accepts this name, but DNS cannot carry it.',
        fix: 'Retarget to a name whose labels have 1 to 63 characters.',
      }
    case 'IP_LITERAL':
      return {
        cause: 'An ExternalName is a DNS name; CoreDNS answers NXDOMAIN for an IP address.',
        fix: 'Use a headless Service with an EndpointSlice, or a name that has this address.',
      }
    case 'NXDOMAIN_ORIGIN':
      return {
        cause: 'The target does not exist in DNS.',
        fix: 'Correct the target, or ask its owner to publish the name.',
      }
    case 'NXDOMAIN_AT_HOP':
      return {
        cause: 'A name that the target leads to does not exist.',
        fix: "The provider's side has to restore that record; until then retarget.",
      }
    case 'NODATA':
      return { cause: 'The name exists but has no address.', fix: 'Add an A or AAAA record, or correct the target.' }
    case 'SERVFAIL_DNSSEC':
      return {
        cause: 'DNSSEC validation of the zone fails.',
        fix: "The zone's owner has to mend its signatures or DS record.",
      }
    case 'SERVFAIL_UPSTREAM':
    case 'LAME_OR_UNREACHABLE_ZONE':
      return {
        cause: 'No server of that zone answers the resolver.',
        fix: 'Check the way from the resolver to the name servers of the zone, or forward the zone.',
      }
    case 'SERVFAIL_CACHED':
      return {
        cause: 'The resolver repeats an earlier failure from its cache.',
        fix: 'Ask again in half a minute; if it stays, look at the zone.',
      }
    case 'SERVFAIL_UNKNOWN':
      return { cause: 'The resolver failed and did not say why.', fix: "Look at the resolver's log for this name." }
    case 'CNAME_LOOP':
      return {
        cause: 'A CNAME of the chain points back to an earlier name.',
        fix: 'Break the loop at the record that points back.',
      }
    case 'CHAIN_TOO_LONG':
      return {
        cause: 'More than 16 CNAMEs: resolvers give up before the end.',
        fix: 'Point the Service nearer to the end of the chain.',
      }
    case 'BLOCKED_BY_POLICY':
      return {
        cause: 'The resolver refuses this name by policy.',
        fix: 'Ask whoever runs that resolver to allow the name.',
      }
    case 'REFUSED':
      return {
        cause: 'The resolver does not answer this client; that says nothing about the name.',
        fix: 'Allow this console to ask that resolver, or configure another.',
      }
    case 'TIMEOUT':
      return {
        cause: 'The resolver did not answer; that says nothing about the name.',
        fix: 'Check that the resolver runs and can be reached from here.',
      }
    case 'RESOLVER_ERROR':
      return {
        cause: 'The resolver sent something that is no DNS answer.',
        fix: "Look at the resolver's log, or configure another.",
      }
    case 'TRUNCATED_TCP_FAILED':
      return { cause: 'The answer does not fit in UDP and TCP failed.', fix: 'Allow TCP port 53 to the resolver.' }
    case 'STALE_ANSWER':
      return {
        cause: 'The resolver served an expired answer because the zone does not answer.',
        fix: "Check the zone's name servers before the answer is gone.",
      }
  }
}
