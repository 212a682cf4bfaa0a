import type { Dependent } from '@/lib/domain/dependency/dependency'

/** An alias of `db.example.com` that resolves; tests say only what matters to them. */
export function dependent(change: Partial<Dependent> = {}): Dependent {
  return {
    cluster: 'prod',
    namespace: 'shop',
    name: 'db',
    target: 'db.example.com',
    owner: { value: 'payments' },
    environment: 'production',
    severity: 'ok',
    verdict: { code: 'OK', severity: 'ok', summary: 'It resolves.', notes: [] },
    vantage: 'cluster',
    brokenAt: null,
    terminal: 'db.example.com',
    addresses: ['203.0.113.1'],
    ...change,
  }
}

/** The same, without an address. */
export function lostDependent(change: Partial<Dependent> = {}): Dependent {
  return dependent({
    severity: 'critical',
    verdict: { code: 'NXDOMAIN_ORIGIN', severity: 'critical', summary: 'db.example.com does not exist.', notes: [] },
    brokenAt: 'db.example.com',
    terminal: null,
    addresses: [],
    ...change,
  })
}
