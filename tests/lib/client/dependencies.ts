import type { DependenciesPage, DependencyDetail, DependencyItem } from '@/lib/contract/dependencies'
import { addressNote } from '@/lib/domain/dependency/dependency'
import { makeRow } from './rows'

const names = (...first: string[]) => ({ first, total: first.length })

/** A host that resolves; tests say only what matters to them. */
export function makeDependency(change: Partial<DependencyItem> = {}): DependencyItem {
  const host = change.host ?? 'orders.abc123.us-east-1.rds.amazonaws.com'
  const addresses = change.addresses ?? names('203.0.113.7')
  return {
    host,
    provider: 'AWS',
    service: 'RDS',
    category: 'database',
    statusPage: 'https://health.aws.amazon.com/health/status',
    severity: 'ok',
    verdict: { code: 'OK', severity: 'ok', summary: 'It resolves.', notes: [] },
    finding: null,
    cluster: 'prod',
    vantage: 'cluster',
    chain: [host],
    brokenAt: null,
    aliases: 2,
    unowned: 0,
    namespaces: names('orders', 'billing'),
    clusters: names('prod'),
    teams: names('orders-team'),
    environments: names('production'),
    addresses,
    addressNote: addressNote(addresses.total),
    since: '2026-02-01T00:00:00.000Z',
    isSinceStart: false,
    ...change,
  }
}

/** A host that does not exist. */
export function makeBrokenDependency(change: Partial<DependencyItem> = {}): DependencyItem {
  return makeDependency({
    severity: 'critical',
    verdict: { code: 'NXDOMAIN_ORIGIN', severity: 'critical', summary: 'The name does not exist.', notes: [] },
    addresses: names(),
    ...change,
  })
}

export function makeDependenciesPage(
  items: DependencyItem[],
  change: Partial<DependenciesPage> = {},
): DependenciesPage {
  const none = {}
  return {
    items,
    total: items.length,
    offset: 0,
    facets: { severity: none, provider: none, category: none, owner: none, environment: none },
    ...change,
  }
}

export function makeDependencyDetail(change: Partial<DependencyDetail> = {}): DependencyDetail {
  const dependency = change.dependency ?? makeDependency()
  const { host } = dependency
  const rows = [makeRow({ target: host }), makeRow({ target: host, name: 'read', namespace: 'billing', owner: null })]
  return {
    dependency,
    people: {
      severity: 'ok',
      title: `Team orders-team in production depends on ${host}, and nobody owns 1 of 2 aliases.`,
      detail: 'It resolves. Nobody is named for read in billing.',
    },
    aliases: { items: rows, total: rows.length },
    views: [
      {
        cluster: 'prod',
        vantages: [
          {
            vantage: 'cluster',
            resolver: '10.96.0.10:53',
            verdict: dependency.verdict,
            hops: [{ owner: host, type: 'A', data: '203.0.113.7', ttlSeconds: 48, ttlHighestSeconds: 60 }],
            addresses: ['203.0.113.7'],
            brokenAt: null,
            askedAt: '2026-02-01T00:00:00.000Z',
            elapsedMs: 6,
          },
        ],
        history: [],
      },
    ],
    findings: [],
    use: { namedBy: {}, bypasses: { items: [], total: 0 }, unread: null },
    diagram: 'flowchart LR\nn0["orders-team"]:::people\n',
    compactDiagram: 'flowchart LR\nn0["prod"]:::people\n',
    sentence: `2 aliases, 2 namespaces, 1 cluster point at ${host}.`,
    probe: null,
    ...change,
  }
}
