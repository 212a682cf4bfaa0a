import type { Expected, NodeDnsSays } from '../zoo-case'
import { many } from './zoo-corefile'

/** A name of the CoreDNS zoo: asked of the authority itself, or of the forwarding resolver before it. */
export interface CoreDnsCase {
  what: string
  ask: string
  at: 'authority' | 'resolver'
  expected: Expected
  nodeDns: NodeDnsSays
}

const found = { v4: '203.0.113.1', v6: '2001:db8::1' }
const onlyV4 = { v4: '203.0.113.1', v6: 'ENODATA' }
const failing = { v4: 'ESERVFAIL', v6: 'ESERVFAIL' }
const nothing = { v4: '', v6: '' }
const ok = { code: 'OK', severity: 'ok', brokenAt: null, notes: [] } as const

/** What a CoreDNS serves by its plugins `file`, `template`, `acl`, `erratic` and `forward`. */
export const coreDnsCases: Record<string, CoreDnsCase> = {
  'follows a chain through a forwarding CoreDNS': {
    what: 'file',
    ask: 'a.zoo.test',
    at: 'resolver',
    expected: { ...ok, chain: ['a.zoo.test', 'b.zoo.test', 'c.zoo.test'] },
    nodeDns: found,
  },
  'follows the CNAME that CoreDNS makes from a DNAME': {
    what: 'file with a DNAME',
    ask: 'api.old.zoo.test',
    at: 'resolver',
    expected: { ...ok, chain: ['api.old.zoo.test', 'api.new.zoo.test', 'c.zoo.test'] },
    nodeDns: found,
  },
  'follows a wildcard of a zone file': {
    what: 'file with *.wild',
    ask: 'x7.wild.zoo.test',
    at: 'resolver',
    expected: { ...ok, chain: ['x7.wild.zoo.test', 'c.zoo.test'] },
    nodeDns: found,
  },
  'follows a CNAME at the apex, into another zone': {
    what: 'file with SOA, NS and CNAME at one name',
    ask: 'apex.test',
    at: 'resolver',
    expected: { ...ok, chain: ['apex.test', 'c.zoo.test'] },
    nodeDns: found,
  },
  'follows names with underscores in a zone file': {
    what: 'file with _db._tcp',
    ask: '_db._tcp.zoo.test',
    at: 'resolver',
    expected: { ...ok, chain: ['_db._tcp.zoo.test', 'c.zoo.test'] },
    nodeDns: found,
  },
  'tells IPv6 alone': {
    what: 'file',
    ask: 'v6.zoo.test',
    at: 'resolver',
    expected: { code: 'OK_V6_ONLY', severity: 'info', brokenAt: null },
    nodeDns: { v4: 'ENODATA', v6: '2001:db8::1' },
  },
  'names the missing name behind a CNAME': {
    what: 'file: NXDOMAIN with the CNAME in the answer',
    ask: 'to-missing.zoo.test',
    at: 'resolver',
    expected: { code: 'NXDOMAIN_AT_HOP', severity: 'critical', brokenAt: 'missing.zoo.test' },
    nodeDns: { v4: 'ENOTFOUND', v6: 'ENOTFOUND' },
  },
  'names the name without addresses behind a CNAME': {
    what: 'file: a name with nothing but TXT',
    ask: 'to-empty.zoo.test',
    at: 'resolver',
    expected: { code: 'NODATA', severity: 'critical', brokenAt: 'empty.zoo.test' },
    nodeDns: nothing,
  },
  'tells an alias of itself': {
    what: 'file: SERVFAIL for the addresses, the CNAME on demand',
    ask: 'self.zoo.test',
    at: 'resolver',
    expected: { code: 'CNAME_LOOP', severity: 'critical', brokenAt: 'self.zoo.test' },
    nodeDns: failing,
  },
  'tells a loop that begins behind the first name': {
    what: 'file: lead → ping → pong → ping',
    ask: 'lead.zoo.test',
    at: 'resolver',
    expected: { code: 'CNAME_LOOP', severity: 'critical', brokenAt: 'ping.zoo.test' },
    nodeDns: nothing,
  },
  'notes a chain that is longer than CoreDNS follows': {
    what: 'file: nine links, of which CoreDNS gives eight at once',
    ask: 'l9-0.zoo.test',
    at: 'resolver',
    expected: { code: 'OK_V4_ONLY', severity: 'warning', brokenAt: null, notes: ['CHAIN_LONG'] },
    nodeDns: { v4: '203.0.113.1', v6: '' },
  },
  'does not follow seventeen links': {
    what: 'file: seventeen links',
    ask: 'l17-0.zoo.test',
    at: 'resolver',
    expected: { code: 'CHAIN_TOO_LONG', severity: 'critical', brokenAt: 'l17-16.zoo.test' },
    nodeDns: nothing,
  },
  'takes no referral for a name without data': {
    what: 'file: a delegation, answered with the NS of the zone below',
    ask: 'x.below.zoo.test',
    at: 'resolver',
    expected: { code: 'RESOLVER_ERROR', severity: 'unknown', brokenAt: 'x.below.zoo.test' },
    nodeDns: { v4: 'ENODATA', v6: 'ENODATA' },
  },
  'names the failing zone behind a CNAME': {
    what: 'file, then template with SERVFAIL',
    ask: 'to-failing.zoo.test',
    at: 'resolver',
    expected: { code: 'LAME_OR_UNREACHABLE_ZONE', severity: 'critical', brokenAt: 'x.failing.zoo.test' },
    nodeDns: failing,
  },
  'names the dead zone behind a CNAME': {
    what: 'file, then forward to an upstream that never answers: SERVFAIL after seconds',
    ask: 'to-dead.zoo.test',
    at: 'resolver',
    expected: { code: 'LAME_OR_UNREACHABLE_ZONE', severity: 'critical', brokenAt: 'x.dead.zoo.test' },
    nodeDns: failing,
  },
  'calls a dead zone of the target itself a failure': {
    what: 'forward to an upstream that never answers',
    ask: 'x.dead.zoo.test',
    at: 'resolver',
    expected: { code: 'SERVFAIL_UNKNOWN', severity: 'critical', brokenAt: 'x.dead.zoo.test' },
    nodeDns: failing,
  },
  'names the hop that no server is asked for': {
    what: 'file, then a zone without any server block: REFUSED',
    ask: 'to-refused.zoo.test',
    at: 'resolver',
    expected: { code: 'REFUSED', severity: 'unknown', brokenAt: 'x.nobody.test' },
    nodeDns: nothing,
  },
  'tells one family that fails': {
    what: 'template: A answers, AAAA is SERVFAIL',
    ask: 'x.aaaa-fails.test',
    at: 'resolver',
    expected: { code: 'PARTIAL_FAILURE', severity: 'warning', brokenAt: 'x.aaaa-fails.test' },
    nodeDns: { v4: '203.0.113.1', v6: 'ESERVFAIL' },
  },
  'reads the DNSSEC error of a resolver': {
    what: 'template with EDE 6, asked directly',
    ask: 'x.bogus.test',
    at: 'authority',
    expected: {
      code: 'SERVFAIL_DNSSEC',
      severity: 'critical',
      brokenAt: 'x.bogus.test',
      says: 'signature does not match',
    },
    nodeDns: failing,
  },
  'has no reason to tell where the forwarding CoreDNS drops it': {
    what: 'the same through forward, which keeps no extended error',
    ask: 'x.bogus.test',
    at: 'resolver',
    expected: { code: 'SERVFAIL_UNKNOWN', severity: 'critical', brokenAt: 'x.bogus.test', says: 'without a reason' },
    nodeDns: failing,
  },
  'reads the upstream error of a resolver': {
    what: 'template with EDE 22',
    ask: 'x.unreachable.test',
    at: 'authority',
    expected: { code: 'SERVFAIL_UPSTREAM', severity: 'critical', brokenAt: 'x.unreachable.test' },
    nodeDns: failing,
  },
  'tells a stale answer': {
    what: 'template with EDE 3',
    ask: 'x.stale.test',
    at: 'authority',
    expected: { code: 'STALE_ANSWER', severity: 'warning', brokenAt: null, says: 'from an expired entry' },
    nodeDns: onlyV4,
  },
  'tells a blocked name': {
    what: 'acl block: REFUSED with EDE 15',
    ask: 'x.blocked.test',
    at: 'authority',
    expected: { code: 'BLOCKED_BY_POLICY', severity: 'warning', brokenAt: 'x.blocked.test' },
    nodeDns: { v4: 'EREFUSED', v6: 'EREFUSED' },
  },
  'tells a filtered name from one without data': {
    what: 'acl filter: NOERROR with EDE 17',
    ask: 'x.filtered.test',
    at: 'authority',
    expected: { code: 'BLOCKED_BY_POLICY', severity: 'warning', brokenAt: 'x.filtered.test' },
    nodeDns: { v4: 'ENODATA', v6: 'ENODATA' },
  },
  'does not know what a silent server would say': {
    what: 'acl drop',
    ask: 'x.dropped.test',
    at: 'authority',
    expected: { code: 'TIMEOUT', severity: 'unknown', brokenAt: 'x.dropped.test' },
    nodeDns: { v4: 'ETIMEOUT', v6: 'ETIMEOUT' },
  },
  'waits for a slow server': {
    what: 'erratic delay',
    ask: 'x.slow.test',
    at: 'resolver',
    expected: ok,
    nodeDns: { v4: '192.0.2.53', v6: '2001:db8::53' },
  },
  'asks over TCP when the reply is cut': {
    what: 'file: a hundred addresses, more than one UDP message holds',
    ask: 'many.zoo.test',
    at: 'authority',
    expected: { code: 'OK_V4_ONLY', severity: 'ok', brokenAt: null, says: '99 more' },
    nodeDns: { v4: many.join(' '), v6: 'ENODATA' },
  },
  'notes the metadata service': {
    what: 'file: a name that leads to 169.254.169.254',
    ask: 'meta.zoo.test',
    at: 'resolver',
    expected: { code: 'OK_V4_ONLY', severity: 'critical', brokenAt: null, notes: ['SPECIAL_IP'] },
    nodeDns: { v4: '169.254.169.254', v6: 'ENODATA' },
  },
  'notes TTLs of zero and of a day': {
    what: 'file',
    ask: 'zero.zoo.test',
    at: 'authority',
    expected: { code: 'OK_V4_ONLY', severity: 'info', brokenAt: null, notes: ['TTL_ZERO', 'TTL_LONG'] },
    nodeDns: { v4: '203.0.113.1', v6: '' },
  },
}
