import { reply } from '../serve-zone'
import { extendedError } from '../wire'
import type { ZooCase } from '../zoo-case'

const dnssec = new Set([1, 2, 5, 6, 7, 8, 9, 10, 11, 12])
const blocked = new Set([4, 15, 16, 17, 18])
const upstream = new Set([22, 23])

/** SERVFAIL with each Extended DNS Error that IANA knows, and one that it does not. */
export const extendedErrorCases: Record<string, ZooCase> = Object.fromEntries(
  Array.from({ length: 32 }, (_, code): [string, ZooCase] => [
    `reads SERVFAIL with the extended error ${code}`,
    {
      what: `SERVFAIL with EDE ${code}`,
      serve: (asked) => [reply(asked, { rcode: 2, options: [extendedError(code, 'words')] })],
      expected: expectedFor(code),
      nodeDns: { v4: 'ESERVFAIL', v6: 'ESERVFAIL' },
    },
  ]),
)

function expectedFor(code: number): ZooCase['expected'] {
  const critical = { severity: 'critical', brokenAt: 'a.test', says: `EDE ${code}` } as const
  if (blocked.has(code)) return { ...critical, code: 'BLOCKED_BY_POLICY', severity: 'warning' }
  if (dnssec.has(code)) return { ...critical, code: 'SERVFAIL_DNSSEC' }
  if (upstream.has(code)) return { ...critical, code: 'SERVFAIL_UPSTREAM' }
  if (code === 13) return { ...critical, code: 'SERVFAIL_CACHED', severity: 'warning' }
  // A mark of staleness explains no failure.
  if (code === 3 || code === 19) return { ...critical, code: 'SERVFAIL_UNKNOWN', says: 'without a reason' }
  return { ...critical, code: 'SERVFAIL_UNKNOWN' }
}
