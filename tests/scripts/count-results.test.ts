import { describe, expect, it } from 'vitest'
import { countResults } from '../../scripts/count-results.mjs'

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((test) => ({ status: test })),
})

describe('countResults', () => {
  it('sums the tests over files', () => {
    const report = { testResults: [file('passed', 'passed', 'passed'), file('failed', 'failed', 'passed')] }
    expect(countResults(report, 1)).toEqual({ passed: 3, failed: 1 })
  })

  it('counts a file that failed before its first test', () => {
    expect(countResults({ testResults: [file('failed'), file('passed', 'passed')] }, 1)).toEqual({
      passed: 1,
      failed: 1,
    })
  })

  it('never reports a failed run as free of failures', () => {
    expect(countResults({ testResults: [file('passed', 'passed')] }, 1)).toEqual({ passed: 1, failed: 1 })
    expect(countResults(null, 130)).toEqual({ passed: 0, failed: 1 })
  })
})
