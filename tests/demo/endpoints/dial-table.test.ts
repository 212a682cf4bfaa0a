import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DialTable, doorAt, doorKey, readDialTable } from '../../../demo/endpoints/dial-table.ts'

const table: DialTable = {
  usual: { 443: 4001 },
  at: {
    [doorKey('203.0.113.7', 443)]: 4002,
    [doorKey('2001:DB8:0:0::7', 443)]: 'silent',
    [doorKey('198.51.100.9', 443)]: 'refused',
  },
}

describe('the table of the outside world’s doors', () => {
  it.each([
    ['203.0.113.1', 443, 4001],
    ['198.51.100.255', 443, 4001],
    ['2001:db8::1', 443, 4001],
    ['203.0.113.7', 443, 4002],
    ['2001:db8::7', 443, 'silent'],
    ['2001:0db8:0000::0007', 443, 'silent'],
    ['198.51.100.9', 443, 'refused'],
    ['203.0.113.1', 444, 'refused'],
    ['203.0.113.7', 444, 'refused'],
  ] as const)('has behind %s port %d: %s', (address, port, door) => {
    expect(doorAt(table, address, port)).toBe(door)
  })

  it.each([
    '127.0.0.1',
    '::1',
    '0.0.0.0',
    '10.0.0.1',
    '169.254.169.254',
    '8.8.8.8',
    '192.0.2.1',
    '203.0.112.255',
    '203.0.114.0',
    '198.51.101.0',
    '2001:db9::1',
    '2001:db7:ffff::1',
    '::ffff:127.0.0.1',
    '64:ff9b::7f00:1',
    'localhost',
    'api.stripe.com',
    '203.0.113.1.',
    '0xcb007101',
    '',
  ])('has no door behind %s, which is no address for documentation', (address) => {
    const everywhere = { usual: { 443: 4001 }, at: { [`${address} 443`]: 4001 } }
    expect(doorAt(everywhere, address, 443)).toBe('refused')
  })

  it('has no door behind any address outside the ranges for documentation', () => {
    const outside = fc.ipV4().filter((address) => !/^(203\.0\.113|198\.51\.100)\./.test(address))
    fc.assert(fc.property(outside, (address) => doorAt(table, address, 443) === 'refused'))
  })

  it('is the same after it was handed over as text, and has no doors when there is none', () => {
    expect(readDialTable(JSON.stringify(table))).toEqual(table)
    expect(readDialTable('')).toEqual({ usual: {}, at: {} })
  })

  it.each(['{', '[]', 'null', '{"usual":{}}', '{"usual":[],"at":{}}', '{"usual":{"443":0},"at":{}}'])(
    'refuses to be read from %s',
    (text) => {
      expect(() => readDialTable(text)).toThrow(Error)
    },
  )

  it.each(['open', 65_536, -1, 1.5, null, true, {}])('refuses %j as a door', (door) => {
    expect(() => readDialTable(JSON.stringify({ usual: { 443: door }, at: {} }))).toThrow('no door at 443')
  })
})
