import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { guardAddresses } from '@/lib/domain/probe/address-guard'
import { type AddressPolicyInput, readAddressPolicy } from '@/lib/domain/probe/address-policy'

const cluster: AddressPolicyInput = {
  apiServers: ['203.0.113.250', '2001:db8:a::1'],
  nodes: ['198.51.100.64/26'],
  pods: ['10.244.0.0/16', '2001:db8:f0::/48'],
  services: ['10.96.0.0/12'],
  others: [],
  allowPrivate: false,
}
const closed = readAddressPolicy(cluster)
const open = readAddressPolicy({ ...cluster, allowPrivate: true })

/** Every IPv6 form that carries an IPv4 address somewhere. */
function wrapped(address: string): string[] {
  const bytes = address.split('.').map(Number)
  const [a = 0, b = 0, c = 0, d = 0] = bytes.map((byte) => byte.toString(16).padStart(2, '0'))
  const hidden = bytes.map((byte) => (byte ^ 0xff).toString(16).padStart(2, '0'))
  const tail = `${a}${b}:${c}${d}`
  return [
    `::ffff:${address}`,
    `::FFFF:${tail}`,
    `0:0:0:0:0:ffff:${tail}`,
    `::${tail}`,
    `::ffff:0:${tail}`,
    `64:ff9b::${tail}`,
    `64:ff9b:1::${tail}`,
    `64:ff9b:1:${a}${b}:${c}:${d}00::`,
    `64:ff9b:1:aa${a}:${b}:${c}${d}::`,
    `64:ff9b:1:aabb:${a}:${b}${c}:${d}00:0`,
    `2002:${tail}::1`,
    `2001:0:cb00:7101:0:0:${hidden[0]}${hidden[1]}:${hidden[2]}${hidden[3]}`,
    `2001:db8::5efe:${tail}`,
    `2001:db8::200:5efe:${tail}`,
  ]
}

const neverDialled: readonly (readonly [string, string])[] = [
  ['loopback', '127.0.0.1'],
  ['loopback', '127.255.255.254'],
  ['link-local', '169.254.0.1'],
  ['cloud metadata', '169.254.169.254'],
  ['cloud metadata', '168.63.129.16'],
  ['cloud metadata', '100.100.100.200'],
  ['cloud metadata', '192.0.0.192'],
  ['multicast', '224.0.0.251'],
  ['multicast', '239.255.255.255'],
  ['broadcast', '255.255.255.255'],
  ['reserved', '240.0.0.1'],
  ['kept for protocols', '192.0.0.8'],
  ['the API server', '203.0.113.250'],
  ['the nodes', '198.51.100.66'],
  ['the pods', '10.244.3.7'],
  ['the Services', '10.96.0.1'],
]

describe.each(neverDialled)('%s, %s', (why, address) => {
  it('is refused, with private addresses allowed too', () => {
    const expected = { kind: 'refused', address, why: expect.stringContaining(why) }
    expect(guardAddresses([address], closed)).toEqual(expected)
    expect(guardAddresses([address], open)).toEqual(expected)
  })

  it.each(wrapped(address))('is refused inside %s', (form) => {
    expect(guardAddresses([form], open)).toMatchObject({ kind: 'refused', address: form })
  })

  it('is refused between addresses that are fine', () => {
    expect(guardAddresses(['203.0.113.1', address, '203.0.113.2'], open)).toMatchObject({ kind: 'refused', address })
  })
})

test.each([
  ['unspecified', '0.0.0.0'],
  ['unspecified', '0.1.2.3'],
  ['unspecified', '::'],
  ['loopback', '::1'],
  ['link-local', 'fe80::1'],
  ['multicast', 'ff02::fb'],
  ['cloud metadata', 'fd00:ec2::254'],
  ['cloud metadata', 'fd00:ec2::23'],
  ['cloud metadata', 'fd20:ce::254'],
  ['cloud metadata', 'fd00:c1::a9fe:a9fe'],
  ['discarded', '100::1'],
  ['segment routing', '5f00::1'],
  ['the API server', '2001:db8:a::1'],
  ['the pods', '2001:db8:f0:1::9'],
])('refuses as %s whatever the settings: %s', (why, address) => {
  expect(guardAddresses([address], open)).toMatchObject({ kind: 'refused', why: expect.stringContaining(why) })
})

test.each([
  '10.0.0.1',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '100.64.0.1',
  '198.18.0.1',
  'fd12:3456::1',
  'fec0::1',
  '64:ff9b:1::cb00:7101',
  '::ffff:192.168.1.1',
  '64:ff9b::a00:1',
])('dials %s only when private addresses are allowed', (address) => {
  expect(guardAddresses([address], closed)).toMatchObject({ kind: 'refused', why: expect.stringContaining('private') })
  expect(guardAddresses([address], open)).toMatchObject({ kind: 'allowed' })
})

test.each([
  ['203.0.113.1', '203.0.113.1'],
  ['8.8.8.8', '8.8.8.8'],
  ['2001:DB8:0:0:0:0:0:9', '2001:db8::9'],
  ['::ffff:203.0.113.1', '::ffff:cb00:7101'],
  ['64:ff9b::cb00:7101', '64:ff9b::cb00:7101'],
])('lets %s through, to be dialled as %s', (address, dialled) => {
  expect(guardAddresses([address], closed)).toEqual({ kind: 'allowed', addresses: [dialled] })
})

test.each([
  '2130706433',
  '3405803777',
  '0x7f000001',
  '0xcb.0x0.0x71.0x1',
  '0313.0.0161.1',
  '017700000001',
  '127.1',
  '127.0.1',
  '203.0.28929',
  '203.000.113.1',
  '010.0.0.1',
  '203.0.113.1.',
  ' 203.0.113.1',
  '203.0.113.1\n',
  '203.0.113.256',
  '+203.0.113.1',
  '203.0.113.1/32',
  '203.0.113.1:443',
  '203。0。113。1',
  '２０３.0.113.1',
  '[2001:db8::1]',
  '2001:db8::1%eth0',
  'fe80::1%1',
  '::203.0.113.1',
  '::ffff:0313.0.113.1',
  '::ffff:203.0.0x71.1',
  '64:ff9b::203.0.113.1',
  '2001:db8::1::2',
  '2001:db8:::1',
  '1:2:3:4:5:6:7:8:9',
  'localhost',
  'db.example.com',
  '',
  '\u0000',
])('refuses a spelling that parsers may read differently: %j', (address) => {
  expect(guardAddresses([address], open)).toMatchObject({ kind: 'refused', why: expect.stringContaining('spelling') })
})

describe('the guard', () => {
  it('refuses no addresses, and more than it would check', () => {
    expect(guardAddresses([], open)).toEqual({ kind: 'refused', address: null, why: 'it has no address' })
    const many = Array.from({ length: 257 }, (_, index) => `203.0.113.${index % 200}`)
    expect(guardAddresses(many, open)).toMatchObject({ kind: 'refused', address: null })
  })

  it('keeps what it refuses short and printable', () => {
    const guard = guardAddresses([`\u202e<b>${'x'.repeat(10_000)}`], open)
    expect(guard.kind === 'refused' && guard.address).toMatch(/^\\u\{202e\}<b>x{1,60}…$/)
  })

  it('lets no text through that is not four decimals or an IPv6 address, and never throws', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789abcdefx.:%/[] '), maxLength: 40 })
    fc.assert(
      fc.property(fc.oneof(fc.string(), digits), (text) => {
        const guard = guardAddresses([text], open)
        if (guard.kind === 'allowed') expect(text).toMatch(/^(\d+\.\d+\.\d+\.\d+|[0-9a-f:]+|::ffff:[0-9.]+)$/i)
      }),
      { numRuns: 3000 },
    )
  })

  it('judges a wrapped address as it judges the address itself', () => {
    const byte = fc.integer({ min: 0, max: 255 })
    const first = fc.constantFrom(10, 100, 127, 169, 172, 192, 198, 203, 224, 240, 255, 8)
    fc.assert(
      fc.property(fc.tuple(first, byte, byte, byte), (bytes) => {
        const plain = guardAddresses([bytes.join('.')], open).kind
        if (plain === 'refused')
          for (const form of wrapped(bytes.join('.'))) expect(guardAddresses([form], open).kind, form).toBe('refused')
        const [mapped = ''] = wrapped(bytes.join('.'))
        expect(guardAddresses([mapped], open).kind).toBe(plain)
      }),
    )
  })
})

describe('a policy', () => {
  it('is refused with each range that cannot be read', () => {
    const input = {
      ...cluster,
      nodes: ['10.0.0.0/33'],
      pods: ['fd00::/8', '10.0/8', 'fe80::%eth0/64'],
      services: ['x'],
    }
    expect(() => readAddressPolicy(input)).toThrow(
      expect.objectContaining({
        code: 'invalid',
        causes: [
          { field: 'nodes[0]', message: expect.stringContaining('10.0.0.0/33') },
          { field: 'pods[1]', message: expect.stringContaining('10.0/8') },
          { field: 'pods[2]', message: expect.stringContaining('fe80') },
          { field: 'services[0]', message: expect.stringContaining('"x"') },
        ],
      }),
    )
  })

  it('means the same with a range in mapped form', () => {
    const mapped = readAddressPolicy({ ...cluster, nodes: ['::ffff:198.51.100.0/120'] })
    expect(guardAddresses(['198.51.100.3'], mapped)).toMatchObject({ kind: 'refused' })
  })
})
