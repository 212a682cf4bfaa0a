import { expect, test } from 'vitest'
import { Inventory } from '@/lib/server/inventory/inventory'
import { sampleAlias } from './sample-alias'

const domains = { clusterDomain: 'cluster.local', ownDomains: ['corp.example'], otherClusterDomains: ['edge.example'] }

function read(target: string) {
  const inventory = new Inventory({
    domainsOf: () => domains,
    answersOf: () => [],
    worstFindingOf: () => null,
    reviewStateOf: () => null,
    onDelta: () => undefined,
    onHostChange: () => undefined,
  })
  const alias = sampleAlias({ name: 'peer', labels: {}, target })
  inventory.apply([alias], [])
  return { row: inventory.row(alias), purpose: inventory.purpose(alias) }
}

test.each([
  ['orders.abc123.us-east-1.rds.amazonaws.com', 'AWS RDS', 'managed-database'],
  ['shop.other.svc.cluster.local', null, 'namespace-alias'],
  ['peer.edge.example', null, 'cross-cluster'],
  ['peer.corp.example', null, 'legacy'],
])('a row says whose service %s is and what it is for, with the reason beside', (target, provider, useCase) => {
  const { row, purpose } = read(target)
  expect(row).toMatchObject({ provider, useCase })
  expect(purpose?.because).toMatch(/\.$/)
})
