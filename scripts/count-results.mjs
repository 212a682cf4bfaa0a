/**
 * Counts the tests of a vitest JSON report. A file that failed before its first test, or a run that failed without a failed test, counts as one failure.
 * @param {{ testResults?: { status: string; assertionResults: { status: string }[] }[] } | null} report null when the run left none
 * @param {number} exitCode
 * @returns {{ passed: number; failed: number }}
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
