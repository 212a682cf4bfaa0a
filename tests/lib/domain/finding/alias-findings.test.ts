import { describe, expect, it } from 'vitest'
import { aliasFindings, type TargetFacts } from '@/lib/domain/finding/alias-findings'
import type { VantageAnswer } from '@/lib/domain/resolution/resolution'
import { answer, verdict } from '../diagram/sample-resolution'

const gone = (vantage: 'cluster' | 'outside', brokenAt: string) =>
  answer({ vantage, verdict: verdict('NXDOMAIN_ORIGIN', 'critical'), hops: [], addresses: [], brokenAt })

const findings = (facts: Partial<TargetFacts>) =>
  aliasFindings({
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
