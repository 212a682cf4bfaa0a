import type { ExtendedError } from './walk-trace'

/** What an Extended DNS Error tells about an outcome (RFC 8914 §4). */
export type ErrorKind = 'blocked' | 'dnssec' | 'upstream' | 'cached' | 'stale'

const codesOf: Readonly<Record<ErrorKind, readonly number[]>> = {
  blocked: [4, 15, 16, 17, 18],
  dnssec: [1, 2, 5, 6, 7, 8, 9, 10, 11, 12],
  upstream: [22, 23],
  cached: [13],
  stale: [3, 19],
}

const names: Readonly<Record<number, string>> = {
  0: 'Other Error',
  1: 'Unsupported DNSKEY Algorithm',
  2: 'Unsupported DS Digest Type',
  3: 'Stale Answer',
  4: 'Forged Answer',
  5: 'DNSSEC Indeterminate',
  6: 'DNSSEC Bogus',
  7: 'Signature Expired',
  8: 'Signature Not Yet Valid',
  9: 'DNSKEY Missing',
  10: 'RRSIGs Missing',
  11: 'No Zone Key Bit Set',
  12: 'NSEC Missing',
  13: 'Cached Error',
  14: 'Not Ready',
  15: 'Blocked',
  16: 'Censored',
  17: 'Filtered',
  18: 'Prohibited',
  19: 'Stale NXDOMAIN Answer',
  20: 'Not Authoritative',
  21: 'Not Supported',
  22: 'No Reachable Authority',
  23: 'Network Error',
  24: 'Invalid Data',
  25: 'Signature Expired before Valid',
  26: 'Too Early',
  27: 'Unsupported NSEC3 Iterations Value',
  28: 'Unable to Conform to Policy',
  29: 'Synthesized',
  30: 'Invalid Query Type',
}

/** The first error of a kind, null when none is of it. */
export function findError(errors: readonly ExtendedError[], kind: ErrorKind): ExtendedError | null {
  return errors.find(({ code }) => codesOf[kind].includes(code)) ?? null
}

/** `EDE 22, No Reachable Authority: <the resolver's words>`. */
export function describeError(error: ExtendedError): string {
  const name = names[error.code]
  const head = name === undefined ? `EDE ${error.code}` : `EDE ${error.code}, ${name}`
  return error.text === '' ? head : `${head}: ${error.text}`
}
