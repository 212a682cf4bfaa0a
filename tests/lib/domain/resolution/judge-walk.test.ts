import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { judgeWalk, withNotes } from '@/lib/domain/resolution/judge-walk'
import { severities } from '@/lib/domain/resolution/severity'
import { outcomeCodes } from '@/lib/domain/resolution/verdict'
import type { FamilyWalk, WalkEnd, WalkTrace } from '@/lib/domain/resolution/walk-trace'
import { failed, familyWalk, hop, resolved, trace } from './walks'

const servFail = { kind: 'rcode', rcode: 2 } as const
const timeout = { kind: 'timeout', why: 'no reply in 3 s' } as const
const twice = (walk: FamilyWalk) => trace(walk, walk)
const alone = ['a.test']
const behind = ['a.test', 'b.test']
const v4 = resolved(alone, 'A', '203.0.113.1')
const v6 = resolved(alone, 'AAAA', '2001:db8::1')
const remark = (...codes: number[]) => ({ errors: codes.map((code) => ({ code, text: '' })) })

const cases: [string, WalkTrace, string, string, string | null][] = [
  ['addresses of both families', trace(v4, v6), 'OK', 'ok', null],
  ['IPv4 addresses only', trace(v4, familyWalk(alone, 'no-data')), 'OK_V4_ONLY', 'ok', null],
  ['IPv6 addresses only', trace(familyWalk(alone, 'no-data'), v6), 'OK_V6_ONLY', 'info', null],
  ['one family failing', trace(v4, familyWalk(alone, failed(servFail))), 'PARTIAL_FAILURE', 'warning', 'a.test'],
  ['one family silent', trace(familyWalk(alone, failed(timeout)), v6), 'PARTIAL_FAILURE', 'warning', 'a.test'],
  ['one family denied', trace(v4, familyWalk(alone, 'no-name')), 'PARTIAL_FAILURE', 'warning', 'a.test'],
  ['a name that breaks the rules', twice(familyWalk(alone, 'invalid-name')), 'INVALID_NAME', 'critical', 'a.test'],
  ['an address for a name', twice(familyWalk(alone, 'ip-literal')), 'IP_LITERAL', 'critical', 'a.test'],
  ['NXDOMAIN of the target', twice(familyWalk(alone, 'no-name')), 'NXDOMAIN_ORIGIN', 'critical', 'a.test'],
  ['NXDOMAIN behind a CNAME', twice(familyWalk(behind, 'no-name')), 'NXDOMAIN_AT_HOP', 'critical', 'b.test'],
  ['no data in both families', twice(familyWalk(behind, 'no-data')), 'NODATA', 'critical', 'b.test'],
  [
    'SERVFAIL with a DNSSEC error',
    twice(familyWalk(alone, failed(servFail, 7))),
    'SERVFAIL_DNSSEC',
    'critical',
    'a.test',
  ],
  [
    'SERVFAIL without authority',
    twice(familyWalk(behind, failed(servFail, 22))),
    'SERVFAIL_UPSTREAM',
    'critical',
    'b.test',
  ],
  ['SERVFAIL out of a cache', twice(familyWalk(alone, failed(servFail, 13))), 'SERVFAIL_CACHED', 'warning', 'a.test'],
  ['SERVFAIL marked stale', twice(familyWalk(alone, failed(servFail, 3))), 'SERVFAIL_UNKNOWN', 'critical', 'a.test'],
  ['SERVFAIL of the target', twice(familyWalk(alone, failed(servFail))), 'SERVFAIL_UNKNOWN', 'critical', 'a.test'],
  [
    'SERVFAIL behind a CNAME',
    twice(familyWalk(behind, failed(servFail))),
    'LAME_OR_UNREACHABLE_ZONE',
    'critical',
    'b.test',
  ],
  [
    'silence behind a CNAME',
    twice(familyWalk(behind, failed(timeout))),
    'LAME_OR_UNREACHABLE_ZONE',
    'critical',
    'b.test',
  ],
  ['a loop', twice(familyWalk(['a.test', 'b.test', 'a.test'], 'loop')), 'CNAME_LOOP', 'critical', 'a.test'],
  ['too many links', twice(familyWalk(behind, 'too-long')), 'CHAIN_TOO_LONG', 'critical', 'b.test'],
  [
    'a policy, with REFUSED',
    twice(familyWalk(alone, failed({ kind: 'rcode', rcode: 5 }, 18))),
    'BLOCKED_BY_POLICY',
    'warning',
    'a.test',
  ],
  [
    'a policy, with NXDOMAIN',
    twice(familyWalk(alone, 'no-name', remark(15))),
    'BLOCKED_BY_POLICY',
    'warning',
    'a.test',
  ],
  [
    'a forged answer',
    trace({ ...v4, ...{ extendedErrors: [{ code: 4, text: '' }] } }, v6),
    'BLOCKED_BY_POLICY',
    'warning',
    null,
  ],
  ['REFUSED', twice(familyWalk(alone, failed({ kind: 'rcode', rcode: 5 }))), 'REFUSED', 'unknown', 'a.test'],
  ['silence', twice(familyWalk(alone, failed(timeout))), 'TIMEOUT', 'unknown', 'a.test'],
  [
    'a question held back behind a CNAME',
    twice(familyWalk(behind, failed({ kind: 'unsent', why: 'w' }))),
    'TIMEOUT',
    'unknown',
    'b.test',
  ],
  ['NOTIMP', twice(familyWalk(alone, failed({ kind: 'rcode', rcode: 4 }))), 'RESOLVER_ERROR', 'unknown', 'a.test'],
  [
    'a malformed reply',
    twice(familyWalk(alone, failed({ kind: 'malformed', why: 'w' }))),
    'RESOLVER_ERROR',
    'unknown',
    'a.test',
  ],
  [
    'truncation without TCP',
    twice(familyWalk(alone, failed({ kind: 'tcp-failed', why: 'w' }))),
    'TRUNCATED_TCP_FAILED',
    'warning',
    'a.test',
  ],
  [
    'truncation of one family',
    trace(familyWalk(alone, failed({ kind: 'tcp-failed', why: 'w' })), v6),
    'TRUNCATED_TCP_FAILED',
    'warning',
    'a.test',
  ],
  ['stale addresses', trace({ ...v4, extendedErrors: [{ code: 3, text: '' }] }, v6), 'STALE_ANSWER', 'warning', null],
  ['a stale NXDOMAIN', twice(familyWalk(alone, 'no-name', remark(19))), 'STALE_ANSWER', 'warning', 'a.test'],
  [
    'no data beside SERVFAIL',
    trace(familyWalk(alone, failed(servFail)), familyWalk(alone, 'no-data')),
    'SERVFAIL_UNKNOWN',
    'critical',
    'a.test',
  ],
  [
    'SERVFAIL beside silence',
    trace(familyWalk(alone, failed(timeout)), familyWalk(alone, failed(servFail))),
    'SERVFAIL_UNKNOWN',
    'critical',
    'a.test',
  ],
]

describe('judgeWalk', () => {
  test.each(cases)('%s', (_, given, code, severity, brokenAt) => {
    const judgement = judgeWalk(given)
    expect(judgement.verdict).toMatchObject({ code, severity })
    expect(judgement.brokenAt).toBe(brokenAt)
    if (brokenAt !== null) expect(judgement.verdict.summary).toContain(brokenAt)
  })

  test('knows every outcome but NOT_ASKED by a case of its own', () => {
    const covered = new Set(cases.map(([, , code]) => code))
    expect(outcomeCodes.filter((code) => !covered.has(code))).toEqual(['NOT_ASKED'])
  })

  test('gives the chain, then the addresses sorted, so that rotation is no change', () => {
    const one = judgeWalk(
      trace(resolved(behind, 'A', '203.0.113.2', '203.0.113.1'), resolved(behind, 'AAAA', '2001:db8::1')),
    )
    const other = judgeWalk(
      trace(resolved(behind, 'A', '203.0.113.1', '203.0.113.2'), resolved(behind, 'AAAA', '2001:db8::1')),
    )
    expect(one).toMatchObject({ hops: other.hops, addresses: ['203.0.113.1', '203.0.113.2', '2001:db8::1'] })
    expect(one.hops[0]).toMatchObject({ owner: 'a.test', type: 'CNAME', data: 'b.test' })
  })

  test.each([
    [8, []],
    [9, ['CHAIN_LONG']],
    [16, ['CHAIN_LONG']],
  ])('notes a chain of %i links as %j', (links, codes) => {
    const chain = Array.from({ length: links + 1 }, (_, index) => `n${index}.test`)
    const { verdict } = judgeWalk(trace(resolved(chain, 'A', '203.0.113.1'), familyWalk(chain, 'no-data'), 'n0.test'))
    expect(verdict.notes.map(({ code }) => code)).toEqual(codes)
    expect(verdict.severity).toBe(codes.length > 0 ? 'warning' : 'ok')
  })

  test.each([
    [0, ['TTL_ZERO']],
    [1, []],
    [3600, []],
    [3601, ['TTL_LONG']],
  ])('notes a TTL of %i s as %j', (ttlSeconds, codes) => {
    const walk = familyWalk(alone, 'resolved', { addresses: [hop('a.test', 'A', '203.0.113.1', ttlSeconds)] })
    expect(judgeWalk(trace(walk, v6)).verdict.notes.map(({ code }) => code)).toEqual(codes)
  })

  test('an address of the metadata service is critical, whatever the outcome', () => {
    const { verdict } = judgeWalk(trace(resolved(alone, 'A', '203.0.113.1', '169.254.169.254'), v6))
    expect(verdict).toMatchObject({ code: 'OK', severity: 'critical' })
    expect(verdict.notes).toEqual([
      { code: 'SPECIAL_IP', severity: 'critical', evidence: 'cloud metadata: 169.254.169.254' },
    ])
  })

  test('an unknown outcome stays unknown beside an information', () => {
    const { verdict } = judgeWalk(twice(familyWalk(alone, failed(timeout))))
    const note = { code: 'X', severity: 'info', evidence: '' } as const
    expect(withNotes(verdict, [note]).severity).toBe('unknown')
  })

  test.each<[string, WalkTrace, string | null, string[]]>([
    ['a name that is missing', twice(familyWalk(behind, 'no-name')), 'NXDOMAIN', []],
    ['a name without addresses', twice(familyWalk(behind, 'no-data')), 'NOERROR', []],
    ['a code without a name', twice(familyWalk(behind, failed({ kind: 'rcode', rcode: 23 }))), 'response code 23', []],
    [
      'a failure with a reason',
      twice(familyWalk(behind, failed(servFail, 22), remark(22, 29))),
      'SERVFAIL',
      ['EDE 22, No Reachable Authority', 'EDE 29, Synthesized'],
    ],
    ['silence', twice(familyWalk(behind, failed(timeout))), 'no reply in 3 s', []],
    ['no question', twice(familyWalk(behind, 'ip-literal')), null, []],
  ])('gives as evidence what came back: %s', (_, given, reply, extendedErrors) => {
    const evidence = reply === null ? null : { name: 'b.test', family: 'A', reply, extendedErrors }
    expect(judgeWalk(given).evidence).toEqual(evidence)
  })

  test('never throws, and a break is at the end of the chain it shows or at the target', () => {
    fc.assert(
      fc.property(anyTrace, (given) => {
        const { verdict, hops, brokenAt, addresses } = judgeWalk(given)
        expect(outcomeCodes).toContain(verdict.code)
        expect(severities).toContain(verdict.severity)
        expect(verdict.summary).toMatch(/^\P{Cc}+\.$/u)
        const chained = hops.filter(({ type }) => type === 'CNAME').map(({ data }) => data)
        if (brokenAt !== null && addresses.length === 0) expect(brokenAt).toBe(chained.at(-1) ?? given.name)
        if (addresses.length === 0) expect(brokenAt).not.toBeNull()
      }),
    )
  })
})

const name = fc.constantFrom('b.test', 'c.test', 'a\\001b.test', '%%{init}.test', '"];click.test')
const failure = fc.oneof(
  fc.record({ kind: fc.constant('rcode' as const), rcode: fc.integer({ min: 1, max: 4095 }) }),
  fc.record({
    kind: fc.constantFrom('timeout', 'malformed', 'tcp-failed', 'given-up', 'unsent'),
    why: fc.string({ unit: 'binary' }),
  }),
)
const errors = fc.array(fc.record({ code: fc.nat(30), text: fc.constantFrom('', 'words') }), { maxLength: 3 })
const anyFamily = fc
  .record({
    chain: fc.array(name, { maxLength: 4 }),
    kind: fc.constantFrom<WalkEnd['kind']>(
      'resolved',
      'no-data',
      'no-name',
      'loop',
      'too-long',
      'invalid-name',
      'failed',
    ),
    failure,
    errors,
    more: errors,
  })
  .map(({ chain, kind, failure: why, errors: own, more }) => {
    const addresses = kind === 'resolved' ? [hop(chain.at(-1) ?? 'a.test', 'A', '203.0.113.1')] : []
    const end = { kind, failure: why, extendedErrors: own } as Partial<WalkEnd>
    return familyWalk(['a.test', ...chain], end, { addresses, errors: more })
  })
const anyTrace = fc.tuple(anyFamily, anyFamily).map(([one, other]) => trace(one, other))
