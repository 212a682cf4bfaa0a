import { serveZone, v4, v6 } from '../serve-zone'
import type { ZooCase } from '../zoo-case'

const dangerous = [
  '127.0.0.1',
  '0.0.0.0',
  '169.254.169.254',
  '168.63.129.16',
  '100.100.100.200',
  '192.0.0.192',
  '169.254.0.7',
  '224.0.0.1',
  '255.255.255.255',
  '::1',
  '::',
  'fe80::1',
  'ff02::1',
  'fd00:ec2::254',
  '::ffff:7f00:1',
  '::ffff:a9fe:a9fe',
  '::7f00:1',
  '64:ff9b::a9fe:a9fe',
  '2002:a9fe:a9fe::1',
  '2001:0:1:2:3:4:5601:5601',
]

const inner = ['10.0.0.1', '172.16.0.1', '192.168.0.1', '100.64.0.1', 'fd12::1', '::ffff:a00:1', '2002:a00:1::1']

// How node:dns writes an address that holds an IPv4 address.
const spelling: Readonly<Record<string, string>> = {
  '::ffff:7f00:1': '::ffff:127.0.0.1',
  '::ffff:a9fe:a9fe': '::ffff:169.254.169.254',
  '::7f00:1': '::127.0.0.1',
  '::ffff:a00:1': '::ffff:10.0.0.1',
}

/** Names that resolve, to addresses that say something. */
export const addressCases: Record<string, ZooCase> = {
  ...Object.fromEntries(dangerous.map((address) => special(address, 'critical'))),
  ...Object.fromEntries(inner.map((address) => special(address, 'info'))),
}

function special(address: string, severity: 'critical' | 'info'): [string, ZooCase] {
  const isV6 = address.includes(':')
  const plain = { v4: '203.0.113.1', v6: '2001:db8::1' }
  return [
    `notes the address ${address} as ${severity}`,
    {
      what: 'a special address, as it is or wrapped',
      serve: serveZone({ 'a.test': isV6 ? [v4(), v6(address)] : [v4(address), v6()] }),
      expected: { code: 'OK', severity, brokenAt: null, notes: ['SPECIAL_IP'] },
      nodeDns: isV6 ? { ...plain, v6: spelling[address] ?? address } : { ...plain, v4: address },
    },
  ]
}
