import { both, reply, serveZone } from '../serve-zone'
import type { ZooCase } from '../zoo-case'

const label = (length: number) => 'a'.repeat(length)
const longest = `${label(63)}.${label(63)}.${label(63)}.${label(61)}`
const missing = { v4: 'ENOTFOUND', v6: 'ENOTFOUND' }
const misspelt = { v4: 'EBADNAME', v6: 'EBADNAME' }

const literals: Record<string, ZooCase['nodeDns']> = {
  '192.0.2.1': missing,
  '192.0.2.1.': missing,
  '127.1': missing,
  '127.0.1': missing,
  '2130706433': missing,
  '0x7f000001': missing,
  '0x7f.1': missing,
  '0177.0.0.1': missing,
  '00000000177.1': missing,
  '0': missing,
  '::1': misspelt,
  '2001:db8::1': misspelt,
  '[2001:db8::1]': misspelt,
  '::ffff:192.0.2.1': misspelt,
}

const invalid: Record<string, ZooCase['nodeDns']> = {
  [`${label(64)}.test`]: misspelt,
  [`${longest}b`]: missing,
  'a..test': misspelt,
  '.test': misspelt,
  'a b.test': misspelt,
  '-a.test': missing,
  'a-.test': missing,
  'b\u00fccher.test': missing,
  '*.test': missing,
}

/** Names that no question is sent for, and the longest that one is sent for. */
export const nameCases: Record<string, ZooCase> = {
  'asks for a name of 253 bytes': {
    what: 'the longest name there is',
    ask: longest,
    serve: serveZone({ [longest]: both }),
    expected: { code: 'OK', severity: 'ok', brokenAt: null },
    nodeDns: { v4: '203.0.113.1', v6: '2001:db8::1' },
  },
  'asks for a name in capitals with a dot at its end': {
    what: 'A.Test.',
    ask: 'A.Test.',
    serve: (asked) => serveZone({ 'a.test': both })({ ...asked, name: asked.name.toLowerCase() }),
    expected: { code: 'OK', severity: 'ok', brokenAt: null },
    nodeDns: { v4: '203.0.113.1', v6: '2001:db8::1' },
  },
  ...unasked(literals, 'an address', 'IP_LITERAL'),
  ...unasked(invalid, 'no host name', 'INVALID_NAME'),
}

function unasked(
  names: Record<string, ZooCase['nodeDns']>,
  what: string,
  code: 'IP_LITERAL' | 'INVALID_NAME',
): Record<string, ZooCase> {
  return Object.fromEntries(
    Object.entries(names).map(([ask, nodeDns]): [string, ZooCase] => [
      `sends no question for ${ask.length > 40 ? `${ask.length} bytes of ${ask.slice(0, 3)}…` : ask}`,
      {
        what,
        ask,
        serve: (asked) => [reply(asked, { rcode: 3 })],
        expected: { code, severity: 'critical', brokenAt: ask.replace(/(?<=.)\.$/, '') },
        nodeDns,
        isUnasked: true,
      },
    ]),
  )
}
