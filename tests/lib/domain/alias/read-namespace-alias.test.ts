import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readNamespaceAlias } from '@/lib/domain/alias/read-namespace-alias'
import { hostileNames } from '../hostile-names'

test.each([
  ['db.shop.svc.cluster.local', { namespace: 'shop', service: 'db', isShort: false }],
  ['db.shop.svc', { namespace: 'shop', service: 'db', isShort: true }],
  ['db-0.db.shop.svc.cluster.local', { namespace: 'shop', service: 'db', podName: 'db-0', isShort: false }],
  ['10-0-0-7.db.shop.svc', { namespace: 'shop', service: 'db', podName: '10-0-0-7', isShort: true }],
])('reads %s', (target, alias) => {
  expect(readNamespaceAlias(target, 'cluster.local')).toEqual(alias)
})

test.each([
  'shop.svc.cluster.local',
  'svc.cluster.local',
  'cluster.local',
  'db.shop.cluster.local',
  'db.shop.svc.cluster.local.evil.example',
  'db.shop.svc.evilcluster.local',
  'db.shop.svc.other.local',
  '_tcp._db.db.shop.svc.cluster.local',
  'a.b.c.d.svc.cluster.local',
  '10-0-0-7.shop.pod.cluster.local',
  '..svc.cluster.local',
  '.shop.svc',
  'svc',
  '',
])('takes %j for no Service of this cluster', (target) => {
  expect(readNamespaceAlias(target, 'cluster.local')).toBeNull()
})

test('never throws', () => {
  fc.assert(
    fc.property(hostileNames, hostileNames, (target, domain) => {
      readNamespaceAlias(`${target}.svc.${domain}`, domain)
      expect(readNamespaceAlias(target, 'cluster.local')?.service).not.toBe('')
    }),
  )
})
