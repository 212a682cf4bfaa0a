import { alias, both, chainOf, lookUp, reply, serveZone, v4, v6 } from '../serve-zone'
import type { ZooCase } from '../zoo-case'

const ok = { code: 'OK', severity: 'ok', brokenAt: null } as const
const found = { v4: '203.0.113.1', v6: '2001:db8::1' }

/** Chains: how records are followed, and where they end. */
export const chainCases: Record<string, ZooCase> = {
  'follows a chain to addresses of both families': {
    what: 'two links, everything in one reply',
    serve: serveZone({ 'a.test': alias('b.test'), 'b.test': alias('c.test'), 'c.test': both }),
    expected: { ...ok, chain: ['a.test', 'b.test', 'c.test'] },
    nodeDns: found,
  },
  'takes records by owner name, not by order': {
    what: 'the addresses first, the links backwards',
    serve: (asked) => [reply(asked, { answers: [...(lookUp(twoLinks, asked).answers ?? [])].reverse() })],
    expected: { ...ok, chain: ['a.test', 'b.test', 'c.test'] },
    nodeDns: found,
  },
  'counts a doubled record once': {
    what: 'every record three times',
    serve: (asked) => {
      const { answers = [] } = lookUp(twoLinks, asked)
      return [reply(asked, { answers: [...answers, ...answers, ...answers] })]
    },
    expected: { ...ok, chain: ['a.test', 'b.test', 'c.test'] },
    nodeDns: { v4: '203.0.113.1 203.0.113.1 203.0.113.1', v6: '2001:db8::1 2001:db8::1 2001:db8::1' },
  },
  'takes no address of another owner': {
    what: 'an address record of a stranger in the answer, none of the name itself',
    serve: (asked) => [reply(asked, { answers: [{ owner: 'stranger.test', ...v4('198.51.100.66') }] })],
    expected: { code: 'NODATA', severity: 'critical', brokenAt: 'a.test' },
    nodeDns: { v4: '198.51.100.66', v6: 'ENODATA' },
  },
  'follows the CNAME where an owner has an address beside it': {
    what: 'CNAME and A at one owner, which no zone may hold (RFC 1034 §3.6.2)',
    serve: (asked) => {
      if (asked.name !== 'a.test') return serveZone(twoLinks)(asked)
      const here = { owner: 'a.test', ...v4('198.51.100.66') }
      return [reply(asked, { answers: [here, { owner: 'a.test', type: 'CNAME', data: 'c.test' }] })]
    },
    expected: { ...ok, chain: ['a.test', 'c.test'] },
    nodeDns: { v4: '198.51.100.66', v6: '' },
  },
  'follows the first of two CNAMEs at one owner': {
    what: 'two CNAMEs at one owner, one of them leading nowhere',
    serve: (asked) => {
      if (asked.name !== 'a.test') return serveZone(twoLinks)(asked)
      const links = ['c.test', 'nowhere.test'].map((data) => ({ owner: 'a.test', type: 'CNAME' as const, data }))
      return [reply(asked, { answers: links })]
    },
    expected: { ...ok, chain: ['a.test', 'c.test'] },
    nodeDns: { v4: '', v6: '' },
  },
  'goes on by itself behind a lone CNAME': {
    what: 'a server that gives one link per reply',
    serve: (asked) => [reply(asked, { answers: lookUp(twoLinks, asked).answers?.slice(0, 1) ?? [] })],
    expected: { ...ok, chain: ['a.test', 'b.test', 'c.test'] },
    nodeDns: { v4: '', v6: '' },
  },
  'follows the CNAME that stands for a DNAME': {
    what: 'a DNAME with the CNAME made from it (RFC 6672 §3.1)',
    ask: 'api.old.test',
    serve: (asked) => {
      const dname = { owner: 'old.test', type: 'DNAME', data: 'new.test' } as const
      const { answers = [], ...rest } = lookUp(moved, asked)
      return [reply(asked, { ...rest, answers: asked.name.endsWith('old.test') ? [dname, ...answers] : answers })]
    },
    expected: { ...ok, chain: ['api.old.test', 'api.new.test'] },
    nodeDns: found,
  },
  'follows a CNAME at the apex of a zone': {
    what: 'SOA and CNAME at one name, as some providers serve it',
    ask: 'shop.test',
    serve: (asked) => {
      const soa = { owner: 'shop.test', type: 'SOA', data: 'ns.shop.test' } as const
      return [reply(asked, { ...lookUp({ 'shop.test': alias('lb.test'), 'lb.test': both }, asked), authority: [soa] })]
    },
    expected: { ...ok, chain: ['shop.test', 'lb.test'] },
    nodeDns: found,
  },
  'follows a wildcard': {
    what: 'a CNAME made from *.apps.test, owned by the name that was asked for',
    ask: 'x7.apps.test',
    serve: serveZone({ 'x7.apps.test': alias('lb.test'), 'lb.test': both }),
    expected: { ...ok, chain: ['x7.apps.test', 'lb.test'] },
    nodeDns: found,
  },
  'follows names with underscores': {
    what: 'labels that no host has but every resolver carries',
    ask: '_db._tcp.a_b.test',
    serve: serveZone({ '_db._tcp.a_b.test': alias('_lb.test'), '_lb.test': both }),
    expected: { ...ok, chain: ['_db._tcp.a_b.test', '_lb.test'] },
    nodeDns: found,
  },
  'does not care about the case of owners': {
    what: 'a server that writes every name in capitals',
    serve: (asked) => {
      const { answers = [] } = lookUp(twoLinks, asked)
      const shout = (name: string) => name.toUpperCase()
      const loud = answers.map((record) =>
        record.type === 'CNAME'
          ? { ...record, owner: shout(record.owner), data: shout(String(record.data)) }
          : { ...record, owner: shout(record.owner) },
      )
      return [
        reply(asked, {
          answers: loud,
          question: Buffer.from(asked.question.toString('latin1').replace('a', 'A'), 'latin1'),
        }),
      ]
    },
    expected: { ...ok, chain: ['a.test', 'b.test', 'c.test'] },
    nodeDns: found,
  },
  'names the missing name behind a chain': {
    what: 'NXDOMAIN with the CNAME in the answer: it describes the last name (RFC 6604 §3)',
    serve: serveZone({ 'a.test': alias('b.test'), 'b.test': alias('gone.test') }),
    expected: {
      code: 'NXDOMAIN_AT_HOP',
      severity: 'critical',
      brokenAt: 'gone.test',
      chain: ['a.test', 'b.test', 'gone.test'],
    },
    nodeDns: { v4: 'ENOTFOUND', v6: 'ENOTFOUND' },
  },
  'names the missing name behind a lone CNAME': {
    what: 'NOERROR with the link only, then NXDOMAIN for its target',
    serve: (asked) => {
      if (asked.name === 'a.test')
        return [reply(asked, { answers: [{ owner: 'a.test', ...only(alias('gone.test')) }] })]
      return [reply(asked, { rcode: 3 })]
    },
    expected: { code: 'NXDOMAIN_AT_HOP', severity: 'critical', brokenAt: 'gone.test' },
    nodeDns: { v4: '', v6: '' },
  },
  'names the target itself when it does not exist': {
    what: 'NXDOMAIN',
    serve: serveZone({}),
    expected: { code: 'NXDOMAIN_ORIGIN', severity: 'critical', brokenAt: 'a.test' },
    nodeDns: { v4: 'ENOTFOUND', v6: 'ENOTFOUND' },
  },
  'names the hop that exists without addresses': {
    what: 'a chain to a name with neither A nor AAAA',
    serve: serveZone({ 'a.test': alias('empty.test'), 'empty.test': [] }),
    expected: { code: 'NODATA', severity: 'critical', brokenAt: 'empty.test' },
    nodeDns: { v4: '', v6: '' },
  },
  'tells an alias of itself': {
    what: 'a loop of one',
    serve: serveZone({ 'a.test': alias('a.test') }),
    expected: { code: 'CNAME_LOOP', severity: 'critical', brokenAt: 'a.test' },
    nodeDns: { v4: 'ESERVFAIL', v6: 'ESERVFAIL' },
  },
  'tells two aliases of each other': {
    what: 'a loop of two',
    serve: serveZone({ 'a.test': alias('b.test'), 'b.test': alias('a.test') }),
    expected: { code: 'CNAME_LOOP', severity: 'critical', brokenAt: 'a.test', chain: ['a.test', 'b.test', 'a.test'] },
    nodeDns: { v4: 'ESERVFAIL', v6: 'ESERVFAIL' },
  },
  'tells a loop that begins in the middle of a chain': {
    what: 'a → b → c → b',
    serve: serveZone({ 'a.test': alias('b.test'), 'b.test': alias('c.test'), 'c.test': alias('b.test') }),
    expected: { code: 'CNAME_LOOP', severity: 'critical', brokenAt: 'b.test' },
    nodeDns: { v4: 'ESERVFAIL', v6: 'ESERVFAIL' },
  },
  'says nothing of a chain of eight links': {
    what: 'the longest that is not called long',
    serve: serveZone(chainOf(8, both)),
    expected: { ...ok, notes: [] },
    nodeDns: found,
  },
  'notes a chain of nine links': {
    what: 'nine links',
    serve: serveZone(chainOf(9, both)),
    expected: { code: 'OK', severity: 'warning', brokenAt: null, notes: ['CHAIN_LONG'] },
    nodeDns: found,
  },
  'follows sixteen links': {
    what: 'the longest that is followed',
    serve: serveZone(chainOf(16, both)),
    expected: { code: 'OK', severity: 'warning', brokenAt: null, notes: ['CHAIN_LONG'] },
    nodeDns: found,
  },
  'does not follow a seventeenth link': {
    what: 'seventeen links',
    serve: serveZone(chainOf(17, both)),
    expected: { code: 'CHAIN_TOO_LONG', severity: 'critical', brokenAt: 'n16.test', notes: [] },
    nodeDns: found,
  },
  'finds by the hop walk that a chain is too long for the resolver': {
    what: 'SERVFAIL for the whole of a chain of twenty, as recursive servers answer',
    serve: (asked) => [reply(asked, asked.type === 'CNAME' ? lookUp(chainOf(20, both), asked) : { rcode: 2 })],
    expected: { code: 'CHAIN_TOO_LONG', severity: 'critical', brokenAt: 'n16.test', notes: [] },
    nodeDns: { v4: 'ESERVFAIL', v6: 'ESERVFAIL' },
  },
  'is content with IPv4 alone': {
    what: 'A, no AAAA',
    serve: serveZone({ 'a.test': [v4()] }),
    expected: { code: 'OK_V4_ONLY', severity: 'ok', brokenAt: null },
    nodeDns: { v4: '203.0.113.1', v6: 'ENODATA' },
  },
  'tells IPv6 alone': {
    what: 'AAAA, no A',
    serve: serveZone({ 'a.test': [v6()] }),
    expected: { code: 'OK_V6_ONLY', severity: 'info', brokenAt: null },
    nodeDns: { v4: 'ENODATA', v6: '2001:db8::1' },
  },
}

const twoLinks = { 'a.test': alias('b.test'), 'b.test': alias('c.test'), 'c.test': both }
const moved = { 'api.old.test': alias('api.new.test'), 'api.new.test': both }

function only<T>([first]: readonly T[]): T {
  if (first === undefined) throw new Error('one entry is needed')
  return first
}
