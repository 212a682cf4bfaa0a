import { describe, expect, it } from 'vitest'
import { aliasFindings, type TargetFacts } from '@/lib/domain/finding/alias-findings'
import type { VantageAnswer } from '@/lib/domain/resolution/resolution'
import type { Severity } from '@/lib/domain/resolution/severity'
import { answer, verdict } from '../diagram/sample-resolution'

const gone = (vantage: 'cluster' | 'outside', brokenAt: string) =>
  answer({ vantage, verdict: verdict('NXDOMAIN_ORIGIN', 'critical'), hops: [], addresses: [], brokenAt })

const findings = (facts: Partial<TargetFacts>) =>
  aliasFindings({
    host: 'db.example.com',
    labels: {},
    answers: [],
    clusterDomain: 'cluster.local',
    isDomainGone: () => null,
    path: null,
    probe: null,
    ...facts,
  })
const codes = (...answers: VantageAnswer[]) => findings({ answers }).map(({ code }) => code)

describe('aliasFindings', () => {
  it('grades a name that does not exist beside how it resolves', () => {
    expect(codes(gone('cluster', 'promo.azurewebsites.net'))).toEqual(
      expect.arrayContaining(['NXDOMAIN_ORIGIN', 'CLAIMABLE_LIKELY']),
    )
  })

  it('does not grade a name that another vantage resolves', () => {
    expect(codes(gone('cluster', 'promo.azurewebsites.net'), answer())).not.toContain('CLAIMABLE_LIKELY')
  })

  it('grades a name that does not exist outside, though the cluster only fails for it', () => {
    const fails = answer({
      vantage: 'cluster',
      verdict: verdict('SERVFAIL_UNKNOWN', 'critical'),
      ...{ hops: [], addresses: [], brokenAt: 'promo.azurewebsites.net' },
    })
    expect(codes(fails, gone('outside', 'promo.azurewebsites.net'))).toContain('CLAIMABLE_LIKELY')
  })

  describe('of a private address', () => {
    const inside = (host: string, address: string) => {
      const found = answer({ vantage: 'cluster', hops: [], addresses: [address] })
      const severity: Severity = address.startsWith('169.') ? 'critical' : 'info'
      const note = { code: 'SPECIAL_IP', severity, evidence: `private: ${address}` }
      return { host, answers: [{ ...found, verdict: { ...found.verdict, severity, notes: [note] } }] }
    }

    it('says nothing where the provider usually has them, or in the cluster itself', () => {
      expect(findings(inside('db.cx3k9f2a1b.eu-central-1.rds.amazonaws.com', '10.0.4.7'))).toEqual([])
      const path = { steps: [], end: { kind: 'ready', type: 'ClusterIP', ready: 2 }, brokenAt: null } as const
      expect(findings({ ...inside('db.data.svc.cluster.local', '10.96.0.7'), path: { ...path, steps: [] } })).toEqual(
        [],
      )
    })

    it('names the provider whose addresses are public, and doubts no other', () => {
      const [stripe] = findings(inside('api.stripe.com', '10.0.4.7'))
      expect(stripe).toMatchObject({ code: 'SPECIAL_IP', severity: 'info' })
      expect(stripe?.cause).toContain('Stripe')
      const [own] = findings(inside('erp.corp.example', '10.0.4.7'))
      expect(own?.cause).not.toContain('usually')
    })

    it('never keeps a dangerous one back', () => {
      const host = 'db.cx3k9f2a1b.eu-central-1.rds.amazonaws.com'
      expect(findings(inside(host, '169.254.169.254'))).toMatchObject([{ code: 'SPECIAL_IP', severity: 'critical' }])
    })
  })

  it('has nothing to grade where the name resolves, or where nobody was asked', () => {
    expect(codes(answer()).some((code) => code.startsWith('DANGLING'))).toBe(false)
    expect(codes()).toEqual([])
  })

  it('knows a domain that is gone from one that is not', () => {
    const answers = [gone('cluster', 'api.lapsed.com')]
    const code = (isGone: boolean | null) =>
      findings({ answers, isDomainGone: () => isGone }).map((found) => found.code)
    expect(code(true)).toContain('DANGLING_DOMAIN')
    expect(code(false)).toContain('DANGLING_OTHER')
    expect(code(null)).toContain('DANGLING_OTHER')
  })

  it('says where an alias of a Service in the cluster breaks, and who does not answer, the worst first', () => {
    const path = { steps: [], end: { kind: 'missing-service' }, brokenAt: 'db.data.svc.cluster.local' } as const
    const tcp = { ok: false, address: '203.0.113.7', failed: 'refused', why: 'connection refused' } as const
    const result = { at: 0, host: 'db.example.com', port: 5432, tcp, tls: null }
    const probe = { result, tls: 'none', host: 'db.example.com', aliasNames: [], nowMs: 0 } as const
    const found = findings({ answers: [answer()], path: { ...path, steps: [] }, probe })
    expect(found.map(({ code }) => code)).toEqual(['NAMESPACE_ALIAS_MISSING_SERVICE', 'TCP_REFUSED'])
  })
})
