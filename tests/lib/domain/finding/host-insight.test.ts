import { describe, expect, test } from 'vitest'
import { type HostEvidence, hostInsight, type InsightRow } from '@/lib/domain/finding/host-insight'
import type { VantageAnswer, VantageName } from '@/lib/domain/resolution/resolution'
import type { Severity } from '@/lib/domain/resolution/severity'
import type { OutcomeCode, VerdictNote } from '@/lib/domain/resolution/verdict'
import type { VerdictChange } from '@/lib/domain/resolution/verdict-change'

const host = 'redis.example.net'
const nothing: HostEvidence = { answers: [], history: [] }

function row(change: Partial<InsightRow> & { code?: OutcomeCode; notes?: VerdictNote[] } = {}): InsightRow {
  const { code = 'NXDOMAIN_AT_HOP', notes = [], severity = 'critical', ...rest } = change
  return {
    cluster: 'prod',
    namespace: 'cart',
    target: host,
    severity,
    verdict: { code, severity, summary: '', notes },
    vantage: 'cluster',
    brokenAt: 'gone.example.net',
    owner: null,
    ...rest,
  }
}

function answer(vantage: VantageName, code: OutcomeCode, addresses: string[] = []): VantageAnswer {
  const verdict = { code, severity: 'critical' as const, summary: '', notes: [] }
  return { vantage, resolver: null, verdict, hops: [], addresses, brokenAt: null, askedAt: null, elapsedMs: 0 }
}

function change(at: string, code: OutcomeCode, severity: Severity, more: Partial<VerdictChange> = {}): VerdictChange {
  const before = { previousCode: null, previousTerminal: null }
  return { at, vantage: 'cluster', code, severity, summary: '', brokenAt: null, terminal: null, ...before, ...more }
}

function insight(rows: InsightRow[], evidence: Partial<HostEvidence> = {}) {
  return hostInsight(rows, {
    clusterDomainOf: () => 'cluster.local',
    evidenceOf: () => ({ ...nothing, ...evidence }),
  })
}

describe('the host that explains most', () => {
  test('is none where no host has two rows that are critical or warning', () => {
    expect(insight([])).toBeNull()
    expect(insight([row(), row({ target: 'b.example.net' }), row({ severity: 'unknown' })])).toBeNull()
    expect(insight([row({ severity: 'ok' }), row({ severity: 'info' })])).toBeNull()
    expect(insight([row({ target: null }), row({ target: null })])).toBeNull()
  })

  test('is none that resolves while rules complain about its aliases', () => {
    const verdict = { code: 'OK' as const, severity: 'ok' as const, summary: '', notes: [] }
    expect(insight([row({ verdict, severity: 'warning' }), row({ verdict, severity: 'warning' })])).toBeNull()
  })

  test('is the worst one, then the one with most rows, then the first by name, whatever the order of the rows', () => {
    const warned = Array.from({ length: 5 }, () => row({ target: 'warned.example.net', severity: 'warning' }))
    const rows = [...warned, row({ target: 'b.example.net' }), row({ target: 'b.example.net' })]
    expect(insight(rows)?.host).toBe('b.example.net')
    const more = [...rows, row({ target: 'c.example.net' }), row({ target: 'c.example.net' })]
    expect(insight(more)?.host).toBe('b.example.net')
    expect(insight(more.toReversed())?.host).toBe('b.example.net')
    expect(insight([...more, row({ target: 'c.example.net' })])?.host).toBe('c.example.net')
  })

  test('counts its aliases among all of the same severity, their namespaces over clusters, and their owners once', () => {
    const rows = [
      row({ owner: { value: 'checkout' } }),
      row({ namespace: 'checkout', owner: { value: 'checkout' } }),
      row({ cluster: 'spare', owner: { value: 'web' } }),
      row({ target: 'other.example.net' }),
      row({ target: 'warned.example.net', severity: 'warning' }),
    ]
    expect(insight(rows)).toMatchObject({ aliases: 3, outOf: 4, namespaces: 3, owners: 2, severities: ['critical'] })
  })

  test('counts among both severities where its rows have both', () => {
    const rows = [row({ severity: 'warning', cluster: 'spare' }), row(), row({ target: 'b', severity: 'warning' })]
    expect(insight(rows)).toMatchObject({
      severity: 'critical',
      severities: ['critical', 'warning'],
      aliases: 2,
      outOf: 3,
    })
  })

  test('names the note that makes a resolving host bad', () => {
    const notes: VerdictNote[] = [
      { code: 'TTL_ZERO', severity: 'info', evidence: '' },
      { code: 'SPECIAL_IP', severity: 'critical', evidence: '' },
    ]
    const bad = row({ code: 'OK', notes })
    expect(insight([bad, bad])).toMatchObject({ code: 'OK', note: 'SPECIAL_IP', side: null })
    expect(insight([row(), row()])?.note).toBeNull()
  })
})

describe('since when', () => {
  const rows = [row(), row()]
  const ok = change('2026-01-01T10:00:00Z', 'OK', 'ok', { terminal: host })
  const broke = change('2026-01-01T14:02:00Z', 'NXDOMAIN_AT_HOP', 'critical', { previousCode: 'OK' })

  test('is when the verdict turned', () => {
    expect(insight(rows, { history: [ok, broke] })).toMatchObject({ since: broke.at, isSinceFirstAnswer: false })
  })

  test('stays when the same verdict broke at another name meanwhile', () => {
    const moved = change('2026-01-01T15:00:00Z', 'NXDOMAIN_AT_HOP', 'critical', { previousCode: 'NXDOMAIN_AT_HOP' })
    expect(insight(rows, { history: [ok, broke, moved] })?.since).toBe(broke.at)
  })

  test('is not known to be the first answer, before which nothing was seen', () => {
    const first = change('2026-01-01T09:00:00Z', 'NXDOMAIN_AT_HOP', 'critical')
    expect(insight(rows, { history: [first] })).toMatchObject({ since: first.at, isSinceFirstAnswer: true })
  })

  test('is not known to be the oldest change kept of a history that was cut', () => {
    const kept = change('2026-01-01T15:00:00Z', 'NXDOMAIN_AT_HOP', 'critical', { previousCode: 'NXDOMAIN_AT_HOP' })
    expect(insight(rows, { history: [kept] })).toMatchObject({ since: kept.at, isSinceFirstAnswer: true })
  })

  test('is told by the vantage that the row speaks of, and by no other', () => {
    const elsewhere = change('2026-01-01T13:00:00Z', 'NXDOMAIN_AT_HOP', 'critical', { vantage: 'outside' })
    expect(insight(rows, { history: [ok, elsewhere] })?.since).toBeNull()
    expect(insight(rows, { history: [] })?.since).toBeNull()
  })
})

describe('whose side it is', () => {
  const both = (code: OutcomeCode) => ({ answers: [answer('cluster', code), answer('outside', code)] })
  const sideOf = (change: Parameters<typeof row>[0], evidence: Partial<HostEvidence>) => {
    const found = insight([row(change), row(change)], evidence)
    return [found?.view, found?.side]
  }

  test.each(['NXDOMAIN_AT_HOP', 'CNAME_LOOP', 'CHAIN_TOO_LONG', 'SERVFAIL_DNSSEC', 'NODATA'] as const)(
    'is the provider’s where its zone gives %s to both vantages',
    (code) => {
      expect(sideOf({ code }, both(code))).toEqual(['alike', 'provider'])
    },
  )

  test('is nobody’s where the target has no record, which may be misspelt, until it is known to have had one', () => {
    const gone = { code: 'NXDOMAIN_ORIGIN' as const, brokenAt: host }
    expect(sideOf(gone, both('NXDOMAIN_ORIGIN'))).toEqual(['alike', null])
    const history = [change('2026-01-01T10:00:00Z', 'OK', 'ok', { terminal: host })]
    expect(sideOf(gone, { ...both('NXDOMAIN_ORIGIN'), history })).toEqual(['alike', 'provider'])
  })

  test('is nobody’s where servers do not answer, which may be the way to them', () => {
    expect(sideOf({ code: 'SERVFAIL_UPSTREAM' }, both('SERVFAIL_UPSTREAM'))).toEqual(['alike', null])
  })

  test('is ours where the cluster fails and the outside resolves', () => {
    const answers = [answer('cluster', 'NXDOMAIN_AT_HOP'), answer('outside', 'OK', ['203.0.113.7'])]
    expect(sideOf({}, { answers })).toEqual(['only-cluster', 'ours'])
  })

  test('is nobody’s where only the outside fails', () => {
    const answers = [answer('cluster', 'OK', ['203.0.113.7']), answer('outside', 'NXDOMAIN_AT_HOP')]
    expect(sideOf({ vantage: 'outside' }, { answers })).toEqual(['only-outside', null])
  })

  test('is nobody’s where the clusters of its aliases do not see it alike, whatever each of them says', () => {
    const seen: Record<string, VantageAnswer[]> = {
      prod: [answer('cluster', 'OK', ['203.0.113.7']), answer('outside', 'NXDOMAIN_AT_HOP')],
      other: [answer('cluster', 'NXDOMAIN_AT_HOP'), answer('outside', 'NXDOMAIN_AT_HOP')],
    }
    const found = (clusters: string[]) =>
      hostInsight(
        clusters.map((cluster) => row({ cluster, vantage: 'outside' })),
        {
          clusterDomainOf: () => 'cluster.local',
          evidenceOf: (cluster) => ({ answers: seen[cluster] ?? [], history: [] }),
        },
      )
    expect(found(['prod', 'other'])).toMatchObject({ view: 'clusters-differ', side: null, aliases: 2 })
    expect(found(['other', 'other'])).toMatchObject({ view: 'alike', side: 'provider' })
  })

  test('is nobody’s where one vantage alone was heard', () => {
    expect(sideOf({}, { answers: [answer('cluster', 'NXDOMAIN_AT_HOP')] })).toEqual(['cluster', null])
    const answers = [answer('cluster', 'TIMEOUT'), answer('outside', 'NXDOMAIN_AT_HOP')]
    expect(sideOf({ vantage: 'outside' }, { answers })).toEqual(['outside', null])
  })

  test('is ours where the target cannot be asked for, or lies in this cluster', () => {
    expect(sideOf({ code: 'IP_LITERAL' }, both('IP_LITERAL'))).toEqual(['alike', 'ours'])
    expect(sideOf({ code: 'INVALID_NAME' }, both('INVALID_NAME'))).toEqual(['alike', 'ours'])
    const target = 'api.backend.svc.cluster.local'
    expect(sideOf({ code: 'NXDOMAIN_ORIGIN', target, brokenAt: target }, {})).toEqual(['cluster', 'ours'])
  })
})
