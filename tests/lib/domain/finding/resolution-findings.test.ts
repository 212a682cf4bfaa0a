import { expect, test } from 'vitest'
import { resolutionFindings } from '@/lib/domain/finding/resolution-findings'
import type { Severity } from '@/lib/domain/resolution/severity'
import { type OutcomeCode, outcomeCodes, type VerdictNote } from '@/lib/domain/resolution/verdict'
import { sampleAnswer } from '../../server/inventory/sample-answer'

const verdict = (code: OutcomeCode, severity: Severity, summary: string, notes: VerdictNote[] = []) => ({
  code,
  severity,
  summary,
  notes,
})

test('says nothing of names that resolve', () => {
  const fine = [verdict('OK', 'ok', 'resolves'), verdict('OK_V4_ONLY', 'ok', 'resolves')]
  expect(resolutionFindings(fine.map((each) => sampleAnswer({ verdict: each })))).toEqual([])
})

test('tells once what both vantages say alike', () => {
  const gone = verdict('NXDOMAIN_ORIGIN', 'critical', 'a.example does not exist.')
  const findings = resolutionFindings([
    sampleAnswer({ verdict: gone }),
    sampleAnswer({ vantage: 'outside', verdict: gone }),
  ])
  expect(findings.map(({ evidence }) => evidence)).toEqual(['From both vantages: a.example does not exist.'])
})

test('tells each vantage by name where they differ, the worst first', () => {
  const long: VerdictNote = { code: 'CHAIN_LONG', severity: 'warning', evidence: '9 CNAMEs' }
  const findings = resolutionFindings([
    sampleAnswer({ verdict: verdict('OK', 'warning', 'resolves', [long]) }),
    sampleAnswer({ vantage: 'outside', verdict: verdict('SERVFAIL_UPSTREAM', 'critical', 'no server answers') }),
  ])
  expect(findings.map(({ code, severity, evidence }) => [code, severity, evidence])).toEqual([
    ['SERVFAIL_UPSTREAM', 'critical', 'From outside: no server answers'],
    ['CHAIN_LONG', 'warning', 'From the cluster: 9 CNAMEs'],
  ])
})

test.each(outcomeCodes.filter((code) => !code.startsWith('OK') && code !== 'NOT_ASKED'))(
  'has a cause and a fix for %s',
  (code) => {
    const [finding] = resolutionFindings([sampleAnswer({ verdict: verdict(code, 'critical', 'words') })])
    expect(finding).toMatchObject({ code, cause: expect.stringMatching(/\.$/), fix: expect.stringMatching(/\.$/) })
  },
)
