import { expect, test } from 'vitest'
import { specialAddress } from '@/lib/domain/resolution/special-address'

test.each([
  ['169.254.169.254', 'cloud metadata'],
  ['168.63.129.16', 'cloud metadata'],
  ['100.100.100.200', 'cloud metadata'],
  ['192.0.0.192', 'cloud metadata'],
  ['fd00:ec2::254', 'cloud metadata'],
  ['fd00:ec2::23', 'cloud metadata'],
  ['fd20:ce::254', 'cloud metadata'],
  ['fd00:c1::a9fe:a9fe', 'cloud metadata'],
  ['fd00:42::42', 'cloud metadata'],
  ['fd00:a9fe:a9fe::1', 'cloud metadata'],
  ['fd00:100::100:200', 'cloud metadata'],
  ['169.254.1.1', 'link-local'],
  ['fe80::1', 'link-local'],
  ['127.0.0.1', 'loopback'],
  ['::1', 'loopback'],
  ['0.0.0.0', 'unspecified'],
  ['::', 'unspecified'],
  ['224.0.0.1', 'multicast'],
  ['ff02::1', 'multicast'],
  ['255.255.255.255', 'broadcast'],
  ['::ffff:127.0.0.1', 'loopback'],
  ['::127.0.0.1', 'loopback'],
  ['64:ff9b::a9fe:a9fe', 'cloud metadata'],
  ['64:ff9b:1::7f00:1', 'loopback'],
  ['64:ff9b:1:7f00:0:100::', 'loopback'],
  ['64:ff9b:1:a9:fe:a9fe::', 'cloud metadata'],
  ['64:ff9b:1:0:a9:fea9:fe00:0', 'cloud metadata'],
  ['2002:7f00:1::', 'loopback'],
  ['::ffff:0:7f00:1', 'loopback'],
  ['2001:db8::5efe:7f00:1', 'loopback'],
  ['2001:db8::200:5efe:a9fe:a9fe', 'cloud metadata'],
  ['2001:0:1:1:1:1:5601:5601', 'cloud metadata'],
])('%s is critical: %s', (address, kind) => {
  expect(specialAddress(address)).toEqual({ kind, severity: 'critical' })
})

test.each([
  ['10.0.0.1', 'private'],
  ['172.16.0.1', 'private'],
  ['192.168.1.1', 'private'],
  ['100.64.0.1', 'shared'],
  ['fd12::1', 'unique local'],
  ['::ffff:10.0.0.1', 'private'],
])('%s is worth knowing: %s', (address, kind) => {
  expect(specialAddress(address)).toEqual({ kind: expect.stringContaining(kind), severity: 'info' })
})

test.each(['203.0.113.1', '2001:db8::1', '8.8.8.8', '64:ff9b::808:808', '64:ff9b:1::808:808', 'not an address'])(
  '%s is nothing special',
  (address) => {
    expect(specialAddress(address)).toBeNull()
  },
)
