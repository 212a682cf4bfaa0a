/**
 * Counts the tests of a vitest JSON report. A file that failed before its first test, or a run that failed without a failed test, counts as one failure.
 * @param {Report | null} report null when the run left none
 * @param {number} exitCode
 * @returns {{ passed: number; failed: number }}
 *
 * @typedef {{ testResults?: { name?: string; status: string; message?: string; assertionResults: { status: string; fullName?: string; failureMessages?: string[] | null }[] }[] }} Report
 */
export function countResults(report, exitCode) {
  let passed = 0
  let failed = 0
  for (const file of report?.testResults ?? []) {
    const failedHere = file.assertionResults.filter((test) => test.status === 'failed').length
    passed += file.assertionResults.filter((test) => test.status === 'passed').length
    failed += failedHere === 0 && file.status === 'failed' ? 1 : failedHere
  }
  if (exitCode !== 0 && failed === 0) failed = 1
  return { passed, failed }
}

/**
 * What failed in a vitest JSON report: the file, the test (null where the file failed before its first one), and the first line of the message.
 * @param {Report | null} report
 * @returns {{ file: string; test: string | null; message: string }[]}
 */
export function listFailures(report) {
  return (report?.testResults ?? []).flatMap((file) => {
    const failed = file.assertionResults.filter((test) => test.status === 'failed')
    if (failed.length === 0) {
      return file.status === 'failed'
        ? [{ file: file.name ?? '', test: null, message: firstLine(file.message ?? '') }]
        : []
    }
    return failed.map((test) => ({
      file: file.name ?? '',
      test: test.fullName ?? '',
      message: firstLine(test.failureMessages?.[0] ?? ''),
    }))
  })
}

function firstLine(text) {
  return text.trim().split('\n', 1)[0].slice(0, 300)
}
