import { alias, both, lookUp, reply, serveZone, v4, v6, type ZoneData } from '../serve-zone'
import { extendedError } from '../wire'
import type { ZooCase } from '../zoo-case'
import type { Serve } from '../zoo-server'

const failing = { v4: 'ESERVFAIL', v6: 'ESERVFAIL' }
const silent = { v4: 'ETIMEOUT', v6: 'ETIMEOUT' }

/** Answers by the zone, but never anything about the one name or what leads to it. */
function silentAbout(name: string, zone: ZoneData): Serve {
  return (asked) => {
    if (asked.type === 'CNAME' && asked.name !== name) return serveZone(zone)(asked)
    return asked.name === name || asked.type !== 'CNAME' ? 'silence' : serveZone(zone)(asked)
  }
}

/** What goes wrong at a resolver or behind it. */
export const failureCases: Record<string, ZooCase> = {
  'names the hop whose zone fails behind a CNAME': {
    what: 'SERVFAIL without a reason for the whole; only the second link does not answer',
    serve: serveZone({ 'a.test': alias('b.test'), 'b.test': alias('lame.test'), 'lame.test': [{ rcode: 2 }] }),
    expected: {
      code: 'LAME_OR_UNREACHABLE_ZONE',
      severity: 'critical',
      brokenAt: 'lame.test',
      chain: ['a.test', 'b.test', 'lame.test'],
      says: 'SERVFAIL',
    },
    nodeDns: failing,
  },
  'names the hop whose zone is silent behind a CNAME': {
    what: 'a resolver that waits for a dead upstream longer than anybody waits for it',
    serve: silentAbout('dead.test', { 'a.test': alias('dead.test') }),
    expected: { code: 'LAME_OR_UNREACHABLE_ZONE', severity: 'critical', brokenAt: 'dead.test' },
    nodeDns: silent,
  },
  'calls a failure of the target itself by its code': {
    what: 'SERVFAIL at the first name, which has no CNAME',
    serve: (asked) => [reply(asked, asked.type === 'CNAME' ? {} : { rcode: 2 })],
    expected: { code: 'SERVFAIL_UNKNOWN', severity: 'critical', brokenAt: 'a.test', says: 'SERVFAIL' },
    nodeDns: failing,
  },
  'keeps the reason the resolver gave for the whole when the hop fails without one': {
    what: 'EDE 22 with the first question only',
    serve: (asked) => {
      if (asked.name === 'a.test' && asked.type === 'CNAME') {
        return [reply(asked, { answers: [{ owner: 'a.test', type: 'CNAME', data: 'b.test' }] })]
      }
      return [reply(asked, { rcode: 2, options: asked.name === 'a.test' ? [extendedError(22)] : [] })]
    },
    expected: { code: 'SERVFAIL_UPSTREAM', severity: 'critical', brokenAt: 'b.test', says: 'EDE 22' },
    nodeDns: failing,
  },
  'does not call a failure cached that its own question put into the cache': {
    what: 'SERVFAIL with EDE 22, then the same from the cache with EDE 13',
    serve: (asked) => [reply(asked, { rcode: 2, options: [extendedError(asked.type === 'CNAME' ? 13 : 22)] })],
    expected: { code: 'SERVFAIL_UPSTREAM', severity: 'critical', brokenAt: 'a.test', says: 'EDE 22' },
    nodeDns: failing,
  },
  'says refused where the resolver refuses': {
    what: 'REFUSED for everything',
    serve: (asked) => [reply(asked, { rcode: 5 })],
    expected: { code: 'REFUSED', severity: 'unknown', brokenAt: 'a.test', says: 'refused' },
    nodeDns: { v4: 'EREFUSED', v6: 'EREFUSED' },
  },
  'asks for the next name itself where the server refuses to follow': {
    what: 'an authoritative server: the CNAME, and REFUSED for what is behind it',
    serve: (asked) => {
      if (asked.name !== 'a.test') return [reply(asked, lookUp({ 'b.other': both }, asked))]
      return [reply(asked, { rcode: 5, answers: [{ owner: 'a.test', type: 'CNAME', data: 'b.other' }] })]
    },
    expected: { code: 'OK', severity: 'ok', brokenAt: null, chain: ['a.test', 'b.other'] },
    nodeDns: { v4: 'EREFUSED', v6: 'EREFUSED' },
  },
  'does not take a referral for a name without data': {
    what: 'a server that does not recurse: no answer, NS of the zone below, no SOA (RFC 2308 §2.2)',
    serve: (asked) => [reply(asked, { authority: [{ owner: 'test', type: 'NS', data: 'ns.test' }] })],
    expected: { code: 'RESOLVER_ERROR', severity: 'unknown', brokenAt: 'a.test', says: 'other servers' },
    nodeDns: { v4: 'ENODATA', v6: 'ENODATA' },
  },
  'takes NOERROR with an SOA for no data': {
    what: 'a negative answer as it should be (RFC 2308 §2.2)',
    serve: (asked) => [reply(asked, { authority: [{ owner: 'test', type: 'SOA', data: 'ns.test' }] })],
    expected: { code: 'NODATA', severity: 'critical', brokenAt: 'a.test' },
    nodeDns: { v4: 'ENODATA', v6: 'ENODATA' },
  },
  'takes NOERROR with nothing at all for no data': {
    what: 'an empty answer, no SOA',
    serve: (asked) => [reply(asked)],
    expected: { code: 'NODATA', severity: 'critical', brokenAt: 'a.test' },
    nodeDns: { v4: 'ENODATA', v6: 'ENODATA' },
  },
  'calls NOTIMP an error of the resolver': {
    what: 'NOTIMP, with EDNS and without',
    serve: (asked) => [reply(asked, { rcode: 4 })],
    expected: { code: 'RESOLVER_ERROR', severity: 'unknown', brokenAt: 'a.test', says: 'NOTIMP' },
    nodeDns: { v4: 'ENOTIMP', v6: 'ENOTIMP' },
  },
  'calls any other code an error of the resolver': {
    what: 'YXDOMAIN',
    serve: (asked) => [reply(asked, { rcode: 6 })],
    expected: { code: 'RESOLVER_ERROR', severity: 'unknown', brokenAt: 'a.test', says: 'YXDOMAIN' },
    nodeDns: { v4: 'ENODATA', v6: 'ENODATA' },
  },
  'is silent about a silent resolver’s names': {
    what: 'no reply at all',
    serve: () => 'silence',
    expected: { code: 'TIMEOUT', severity: 'unknown', brokenAt: 'a.test', says: 'no reply' },
    nodeDns: silent,
  },
  'tells one family that fails': {
    what: 'A answers, AAAA is SERVFAIL',
    serve: (asked) => [reply(asked, asked.type === 'A' ? { answers: [{ owner: 'a.test', ...v4() }] } : { rcode: 2 })],
    expected: { code: 'PARTIAL_FAILURE', severity: 'warning', brokenAt: 'a.test', says: 'IPv6' },
    nodeDns: { v4: '203.0.113.1', v6: 'ESERVFAIL' },
  },
  'tells one family that is silent': {
    what: 'AAAA answers, A is dropped: the old firewall',
    serve: (asked) => (asked.type === 'AAAA' ? [reply(asked, { answers: [{ owner: 'a.test', ...v6() }] })] : 'silence'),
    expected: { code: 'PARTIAL_FAILURE', severity: 'warning', brokenAt: 'a.test', says: 'IPv4' },
    nodeDns: { v4: 'ETIMEOUT', v6: '2001:db8::1' },
  },
  'tells one family that does not exist': {
    what: 'NXDOMAIN for AAAA only, as broken load balancers answer (RFC 4074 §4.2)',
    serve: (asked) => [reply(asked, asked.type === 'A' ? { answers: [{ owner: 'a.test', ...v4() }] } : { rcode: 3 })],
    expected: { code: 'PARTIAL_FAILURE', severity: 'warning', brokenAt: 'a.test' },
    nodeDns: { v4: '203.0.113.1', v6: 'ENOTFOUND' },
  },
  'tells addresses from an expired cache': {
    what: 'an answer with EDE 3',
    serve: (asked) => [reply(asked, { ...lookUp({ 'a.test': both }, asked), options: [extendedError(3)] })],
    expected: { code: 'STALE_ANSWER', severity: 'warning', brokenAt: null, says: 'EDE 3' },
    nodeDns: { v4: '203.0.113.1', v6: '2001:db8::1' },
  },
  'tells an expired NXDOMAIN': {
    what: 'NXDOMAIN with EDE 19',
    serve: (asked) => [reply(asked, { rcode: 3, options: [extendedError(19)] })],
    expected: { code: 'STALE_ANSWER', severity: 'warning', brokenAt: 'a.test', says: 'EDE 19' },
    nodeDns: { v4: 'ENOTFOUND', v6: 'ENOTFOUND' },
  },
  'keeps a SERVFAIL that calls itself stale a SERVFAIL': {
    what: 'a cached SERVFAIL with EDE 3 and 13',
    serve: (asked) => [reply(asked, { rcode: 2, options: [extendedError(3), extendedError(13)] })],
    expected: { code: 'SERVFAIL_CACHED', severity: 'warning', brokenAt: 'a.test', says: 'EDE 13' },
    nodeDns: failing,
  },
  'prefers the reason of the family that has one': {
    what: 'SERVFAIL for both, EDE 9 with AAAA only',
    serve: (asked) => [reply(asked, { rcode: 2, options: asked.type === 'AAAA' ? [extendedError(9)] : [] })],
    expected: { code: 'SERVFAIL_DNSSEC', severity: 'critical', brokenAt: 'a.test', says: 'EDE 9' },
    nodeDns: failing,
  },
  'says blocked whatever the response code': {
    what: 'REFUSED with EDE 18',
    serve: (asked) => [reply(asked, { rcode: 5, options: [extendedError(18, 'not for you')] })],
    expected: { code: 'BLOCKED_BY_POLICY', severity: 'warning', brokenAt: 'a.test', says: 'not for you' },
    nodeDns: { v4: 'EREFUSED', v6: 'EREFUSED' },
  },
  'says blocked of a forged address': {
    what: 'an answer with EDE 4',
    serve: (asked) => [reply(asked, { ...lookUp({ 'a.test': both }, asked), options: [extendedError(4)] })],
    expected: { code: 'BLOCKED_BY_POLICY', severity: 'warning', brokenAt: null },
    nodeDns: { v4: '203.0.113.1', v6: '2001:db8::1' },
  },
  'notes a TTL of zero': {
    what: 'addresses that nobody may keep',
    serve: serveZone({ 'a.test': [v4('203.0.113.1', 0), v6('2001:db8::1', 0)] }),
    expected: { code: 'OK', severity: 'info', brokenAt: null, notes: ['TTL_ZERO'] },
    nodeDns: { v4: '203.0.113.1', v6: '2001:db8::1' },
  },
  'takes a TTL with the highest bit set for zero': {
    what: 'a TTL of 2^31 (RFC 2181 §8)',
    serve: serveZone({ 'a.test': [v4('203.0.113.1', 2 ** 31), v6('2001:db8::1', 2 ** 31)] }),
    expected: { code: 'OK', severity: 'info', brokenAt: null, notes: ['TTL_ZERO'] },
    nodeDns: { v4: '203.0.113.1', v6: '2001:db8::1' },
  },
  'notes a TTL above an hour': {
    what: 'a link that may be kept for a day',
    serve: serveZone({ 'a.test': alias('b.test', 86_400), 'b.test': both }),
    expected: { code: 'OK', severity: 'info', brokenAt: null, notes: ['TTL_LONG'] },
    nodeDns: { v4: '203.0.113.1', v6: '2001:db8::1' },
  },
}
