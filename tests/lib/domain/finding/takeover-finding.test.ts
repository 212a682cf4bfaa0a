import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { type DanglingFacts, danglingGrade, takeoverFinding } from '@/lib/domain/finding/takeover-finding'
import { outcomeCodes } from '@/lib/domain/resolution/verdict'
import { hostileNames } from '../hostile-names'

const gone = (brokenAt: string | null, more: Partial<DanglingFacts> = {}): DanglingFacts => ({
  code: 'NXDOMAIN_ORIGIN',
  brokenAt,
  isDomainGone: false,
  isSeenElsewhere: false,
  clusterDomain: 'cluster.local',
  ...more,
})

test.each([
  ['promo-eu.azurewebsites.net', 'CLAIMABLE_LIKELY', 'critical'],
  ['shop.eu-west-1.elasticbeanstalk.com', 'CLAIMABLE_LIKELY', 'critical'],
  ['edge.trafficmanager.net', 'CLAIMABLE_LIKELY', 'critical'],
  ['vm1.westeurope.cloudapp.azure.com', 'CLAIMABLE_LIKELY', 'critical'],
  ['convert-a6gqaeashthkhkeu.eastus-01.azurewebsites.net', 'DANGLING_PROVIDER', 'warning'],
  ['old.abc123.us-east-1.rds.amazonaws.com', 'DANGLING_PROVIDER', 'warning'],
  ['web-1.eu-central-1.elb.amazonaws.com', 'DANGLING_PROVIDER', 'warning'],
  ['cluster0.abc123.mongodb.net', 'DANGLING_PROVIDER', 'warning'],
  ['org-old.snowflakecomputing.com', 'DANGLING_PROVIDER', 'warning'],
  ['old.partner.com', 'DANGLING_OTHER', 'info'],
  ['promo.evilazurewebsites.net', 'DANGLING_OTHER', 'info'],
  ['promo.azurewebsites.net.partner.com', 'DANGLING_OTHER', 'info'],
  ['erp.corp.internal', 'DANGLING_OTHER', 'info'],
])('grades %s as %s, %s', (name, grade, severity) => {
  expect(takeoverFinding(gone(name))).toMatchObject({ code: grade, severity })
  expect(danglingGrade(gone(name, { code: 'NXDOMAIN_AT_HOP' }))).toBe(grade)
})

describe('the registered domain', () => {
  it('is the worst to lose, whatever lies below it', () => {
    expect(takeoverFinding(gone('trial.closedshop.example', { isDomainGone: true }))).toMatchObject({
      code: 'DANGLING_DOMAIN',
      severity: 'critical',
      evidence:
        'closedshop.example, the registered domain of trial.closedshop.example, does not exist in DNS. Whether it is for sale was not tried.',
    })
  })

  it('is gone when the broken name is it', () => {
    expect(danglingGrade(gone('closedshop.example', { isDomainGone: null }))).toBe('DANGLING_DOMAIN')
  })

  it('cannot be gone where nobody registers', () => {
    expect(danglingGrade(gone('erp.corp.internal', { isDomainGone: true }))).toBe('DANGLING_OTHER')
  })

  it('is said to be unknown when it was not asked for', () => {
    expect(takeoverFinding(gone('old.partner.com', { isDomainGone: null }))?.evidence).toContain('is not known')
    expect(takeoverFinding(gone('old.partner.com'))?.evidence).toContain('while partner.com does')
  })
})

describe('nothing dangles', () => {
  it.each(outcomeCodes.filter((code) => !code.startsWith('NXDOMAIN')))('when the outcome is %s', (code) => {
    expect(takeoverFinding(gone('promo.azurewebsites.net', { code, isDomainGone: true }))).toBeNull()
  })

  it('inside the cluster, where another vantage resolves the name, or where no name is known', () => {
    expect(danglingGrade(gone('db.shop.svc.cluster.local'))).toBeNull()
    expect(danglingGrade(gone('promo.azurewebsites.net', { isSeenElsewhere: true }))).toBeNull()
    expect(danglingGrade(gone(null))).toBeNull()
  })
})

test('claims no proof, and says why a cluster makes it worse', () => {
  const samples = [
    gone('promo.azurewebsites.net'),
    gone('x.closedshop.example', { isDomainGone: true }),
    gone('old.abc123.us-east-1.rds.amazonaws.com'),
    gone('old.partner.com'),
  ]
  for (const sample of samples) {
    const finding = takeoverFinding(sample)
    expect(finding?.cause).toContain('pods send passwords and tokens')
    expect(`${finding?.evidence} ${finding?.cause}`).not.toMatch(
      /\b(vulnerable|hijacked|taken over|name is free|is available|proves|certainly)\b/i,
    )
  }
})

test('never throws, and escapes what a name may hide', () => {
  fc.assert(
    fc.property(hostileNames, fc.option(fc.boolean()), (name, isDomainGone) => {
      const finding = takeoverFinding(gone(name, { isDomainGone }))
      if (finding !== null) expect(`${finding.evidence}${finding.fix}`).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
    }),
    { numRuns: 1000 },
  )
})
