import { describe, expect, it } from 'vitest'
import { aliasFindings } from '@/lib/domain/finding/alias-findings'
import { answer, verdict } from '../diagram/sample-resolution'

const gone = (vantage: 'cluster' | 'outside', brokenAt: string) =>
  answer({ vantage, verdict: verdict('NXDOMAIN_ORIGIN', 'critical'), hops: [], addresses: [], brokenAt })

const codes = (...answers: Parameters<typeof aliasFindings>[0][number][]) =>
  aliasFindings(answers, 'cluster.local').map(({ code }) => code)

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
})
