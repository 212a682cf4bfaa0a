import { describe, expect, it } from 'vitest'
import { countResults, listFailures } from '../../scripts/count-results.mjs'

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

describe('listFailures', () => {
  it('names the file, the test and the first line of what went wrong', () => {
    const report = {
      testResults: [
        {
          name: '/project/tests/a.test.ts',
          status: 'failed',
          assertionResults: [
            { status: 'passed', fullName: 'a holds', failureMessages: [] },
            { status: 'failed', fullName: 'a breaks', failureMessages: ['Error: expected 1\n    at a.test.ts:3'] },
          ],
        },
        { name: '/project/tests/b.test.ts', status: 'failed', message: 'no such module\nat b', assertionResults: [] },
        { name: '/project/tests/c.test.ts', status: 'passed', assertionResults: [{ status: 'passed' }] },
      ],
    }
    expect(listFailures(report)).toEqual([
      { file: '/project/tests/a.test.ts', test: 'a breaks', message: 'Error: expected 1' },
      { file: '/project/tests/b.test.ts', test: null, message: 'no such module' },
    ])
    expect(listFailures(null)).toEqual([])
  })
})
