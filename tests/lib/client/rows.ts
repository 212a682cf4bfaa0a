import type { Row } from '@/lib/contract/row'
import type { Facets, ServicesPage } from '@/lib/contract/services'

/** What a cluster's status says of its DNS domain. */
export const itsDomain = { clusterDomain: 'cluster.local', clusterDomainSource: 'corefile' as const }

/** A row that resolves; tests say only what matters to them. */
export function makeRow(change: Partial<Row> = {}): Row {
  const name = change.name ?? 'orders-db'
  const namespace = change.namespace ?? 'orders'
  const target = change.target === undefined ? 'orders.abc123.us-east-1.rds.amazonaws.com' : change.target
  return {
    cluster: 'prod',
    namespace,
    name,
    uid: `${namespace}/${name}`,
    resourceVersion: '1',
    type: 'ExternalName',
    serviceName: `${name}.${namespace}.svc.cluster.local`,
    target,
    ports: [],
    verdict: { code: 'OK', severity: 'ok', summary: 'It resolves.', notes: [] },
    vantage: 'cluster',
    chain: target === null ? [] : [target],
    brokenAt: null,
    terminal: target,
    addresses: ['10.20.3.114'],
    ttlSeconds: 3,
    ttlHighestSeconds: 5,
    owner: { value: 'orders-team', source: 'a8r.io/owner' },
    environment: 'production',
    provider: null,
    namespacePurpose: null,
    useCase: null,
    group: null,
    reviewState: null,
    createdAt: '2026-01-01T00:00:00.000Z',
    changedAt: '2026-02-01T00:00:00.000Z',
    changedBy: 'kubectl',
    severity: 'ok',
    finding: null,
    ...change,
  }
}

/** A row whose name does not exist. */
export function makeBrokenRow(change: Partial<Row> = {}): Row {
  return makeRow({
    verdict: { code: 'NXDOMAIN_ORIGIN', severity: 'critical', summary: 'The name does not exist.', notes: [] },
    severity: 'critical',
    addresses: [],
    terminal: null,
    brokenAt: change.target ?? 'orders.abc123.us-east-1.rds.amazonaws.com',
    ...change,
  })
}

export function makeFacets(change: Partial<Facets> = {}): Facets {
  const none = {}
  return {
    cluster: none,
    namespace: none,
    verdict: none,
    severity: none,
    owner: none,
    environment: none,
    provider: none,
    useCase: none,
    group: none,
    review: none,
    ...change,
  }
}

export function makePage(items: Row[], change: Partial<ServicesPage> = {}): ServicesPage {
  return {
    items,
    total: items.length,
    offset: 0,
    facets: makeFacets(),
    clusters: [{ ...itsDomain, name: 'prod', label: 'prod', state: 'live' }],
    revision: 10,
    ...change,
  }
}
