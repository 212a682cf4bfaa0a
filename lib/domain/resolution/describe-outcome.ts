import { describeFailure } from './describe-failure'
import { describeError } from './extended-error'
import type { Outcome } from './find-outcome'
import { plainText } from './plain-text'
import { type AddressFamily, maxLinks, type WalkEnd, type WalkTrace } from './walk-trace'

/** The outcome as a sentence for people: which name, whose side, what was said. Plain text; what came from outside is escaped and cut. */
export function describeOutcome(trace: WalkTrace, outcome: Outcome): string {
  const name = plainText(trace.name, 253)
  const at = plainText(outcome.at ?? trace.name, 253)
  const { resolver } = trace
  const end = trace.families[outcome.family].end
  const because = outcome.error === null ? '' : ` (${describeError(outcome.error)})`
  switch (outcome.code) {
    case 'OK':
    case 'OK_V4_ONLY':
    case 'OK_V6_ONLY':
      return `${name} resolves to ${describeAddresses(trace)}${only(outcome.code)}.`
    case 'PARTIAL_FAILURE':
      return `${name} resolves, but the ${familyName(outcome.family)} question for ${at} failed: ${describeEnd(end)}${because}.`
    case 'INVALID_NAME':
      return `${at} is no name that DNS can be asked for: ${end.kind === 'invalid-name' ? end.why : 'it is malformed'}.`
    case 'IP_LITERAL':
      return `${at} is an IP address; an ExternalName needs a DNS name, and DNS gives no CNAME to an address.`
    case 'NXDOMAIN_ORIGIN':
      return `${at} does not exist.`
    case 'NXDOMAIN_AT_HOP':
      return `${name} leads to ${at}, which does not exist.`
    case 'NODATA':
      return at === name ? `${at} exists but has no address.` : `${name} leads to ${at}, which has no address.`
    case 'SERVFAIL_DNSSEC':
      return `${at} fails DNSSEC validation at ${resolver}${because}.`
    case 'SERVFAIL_UPSTREAM':
      return `No server for ${at} answers ${resolver}${because}.`
    case 'SERVFAIL_CACHED':
      return `${resolver} repeats a failure for ${at} from its cache${because}.`
    case 'SERVFAIL_UNKNOWN':
      return `${at} gives SERVFAIL at ${resolver}${because === '' ? ', without a reason' : because}.`
    case 'CNAME_LOOP':
      return `The chain of ${name} comes back to ${at} and never reaches an address.`
    case 'CHAIN_TOO_LONG':
      return `The chain of ${name} has more than ${maxLinks} links; it was followed as far as ${at}.`
    case 'LAME_OR_UNREACHABLE_ZONE':
      return `${name} leads to ${at}, whose zone seems to have no working server: ${describeEnd(end)} at ${resolver}.`
    case 'BLOCKED_BY_POLICY':
      return `${resolver} blocks ${at} by policy${because}.`
    case 'REFUSED':
      return `${resolver} refused the question for ${at}${because}.`
    case 'TIMEOUT':
      return `${resolver} gave no answer for ${at}: ${describeEnd(end)}.`
    case 'RESOLVER_ERROR':
      return `${resolver} gave no usable answer for ${at}: ${describeEnd(end)}${because}.`
    case 'TRUNCATED_TCP_FAILED':
      return `The answer for ${at} does not fit one packet, and asking ${resolver} over TCP failed: ${describeEnd(end)}.`
    case 'STALE_ANSWER':
      return `${resolver} answers for ${at} from an expired entry of its cache${because}.`
    case 'NOT_ASKED':
      return `${name} was not asked for yet.`
  }
}

function only(code: 'OK' | 'OK_V4_ONLY' | 'OK_V6_ONLY'): string {
  if (code === 'OK') return ''
  return code === 'OK_V4_ONLY' ? ', IPv4 only' : ', IPv6 only: clients without IPv6 cannot reach it'
}

function describeAddresses(trace: WalkTrace): string {
  const { A, AAAA } = trace.families
  const addresses = [...A.addresses, ...AAAA.addresses].map(({ data }) => data).sort()
  const [first = 'no address', ...more] = addresses
  return more.length === 0 ? first : `${first} and ${more.length} more`
}

function familyName(family: AddressFamily): string {
  return family === 'A' ? 'IPv4' : 'IPv6'
}

function describeEnd(end: WalkEnd): string {
  switch (end.kind) {
    case 'failed':
      return describeFailure(end.failure)
    case 'no-name':
      return 'NXDOMAIN'
    case 'loop':
      return 'the chain loops'
    case 'too-long':
      return 'the chain is too long'
    case 'invalid-name':
      return end.why
    case 'no-data':
    case 'ip-literal':
    case 'resolved':
      return 'no address'
  }
}
