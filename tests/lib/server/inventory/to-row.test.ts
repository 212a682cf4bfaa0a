import { expect, test } from 'vitest'
import { toRow } from '@/lib/server/inventory/to-row'
import { sampleAlias } from './sample-alias'
import { sampleAnswer } from './sample-answer'
import { samplePurpose } from './sample-purpose'

const context = {
  clusterDomain: 'cluster.local',
  purpose: samplePurpose,
  finding: null,
  reviewState: null,
  group: null,
}

test('shows the worse vantage as verdict, and the chain as the cluster sees it', () => {
  const broken = { code: 'NXDOMAIN_AT_HOP', severity: 'critical', summary: 'gone', notes: [] } as const
  const row = toRow(sampleAlias(), {
    ...context,
    answers: [
      sampleAnswer({
        hops: [
          {
            owner: 'orders.example.net',
            type: 'CNAME',
            data: 'lb.example.net',
            ttlSeconds: 60,
            ttlHighestSeconds: 300,
          },
          { owner: 'lb.example.net', type: 'A', data: '203.0.113.7', ttlSeconds: 20, ttlHighestSeconds: 30 },
        ],
      }),
      sampleAnswer({
        vantage: 'outside',
        verdict: { ...broken, notes: [] },
        hops: [],
        addresses: [],
        brokenAt: 'lb.example.net',
      }),
    ],
  })
  expect(row).toMatchObject({
    vantage: 'outside',
    severity: 'critical',
    brokenAt: 'lb.example.net',
    chain: ['orders.example.net', 'lb.example.net'],
    terminal: 'lb.example.net',
    addresses: ['203.0.113.7'],
    ttlSeconds: 20,
    ttlHighestSeconds: 30,
  })
})

test('prefers the cluster when both vantages are equally bad', () => {
  const row = toRow(sampleAlias(), { ...context, answers: [sampleAnswer(), sampleAnswer({ vantage: 'outside' })] })
  expect(row.vantage).toBe('cluster')
})

test('says of a Service that is no longer an ExternalName that there is nothing to ask', () => {
  const row = toRow(sampleAlias({ type: 'ClusterIP', target: null, externalName: null }), { ...context, answers: [] })
  expect(row).toMatchObject({ target: null, chain: [], severity: 'unknown', verdict: { code: 'NOT_ASKED' } })
})

test.each([
  ['a finding that is worse than the verdict', 'ok', 'critical', { severity: 'critical', isTold: true }],
  ['a warning about what nobody answers for', 'unknown', 'warning', { severity: 'warning', isTold: true }],
  ['a hint beside a good verdict', 'ok', 'info', { severity: 'info', isTold: false }],
  ['a finding no worse than the verdict', 'critical', 'warning', { severity: 'critical', isTold: false }],
  ['a hint about what nobody answers for', 'unknown', 'info', { severity: 'unknown', isTold: false }],
  ['a rule that cannot tell', 'ok', 'unknown', { severity: 'ok', isTold: false }],
] as const)('is as bad as the worst of verdict and findings: %s', (_, verdict, severity, expected) => {
  const finding = { code: 'CERT_EXPIRED', severity }
  const answer = sampleAnswer({ verdict: { code: 'OK', severity: verdict, summary: '', notes: [] } })
  const row = toRow(sampleAlias(), { ...context, finding, answers: [answer] })
  expect(row.severity).toBe(expected.severity)
  expect(row.finding).toEqual(expected.isTold ? finding : null)
})
