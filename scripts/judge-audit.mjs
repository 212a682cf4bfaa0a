/**
 * What an answer of `npm audit --json` comes to: 0 without weaknesses of the levels that fail, 1 with some, 3 when the registry did not say.
 * @param {string} output
 * @param {readonly string[]} failing
 * @returns {{ code: 0 | 1 | 3, lines: string[] }}
 */
export function judgeAudit(output, failing) {
  const report = readReport(output)
  const counts = report?.metadata?.vulnerabilities
  if (typeof counts !== 'object' || counts === null) {
    const said = typeof report?.message === 'string' ? report.message : output.trim().split('\n').at(-1)
    return {
      code: 3,
      lines: [`known weaknesses were NOT checked: the registry answers no audit (${(said ?? '').slice(0, 300)})`],
    }
  }
  const found = Object.values(report.vulnerabilities ?? {})
  const lines = found.map(({ name, severity, range }) => `${severity}: ${name} ${range}`)
  const isBad = failing.some((level) => (counts[level] ?? 0) > 0)
  return {
    code: isBad ? 1 : 0,
    lines: [...lines, `${counts.total ?? found.length} known weaknesses in what is shipped`],
  }
}

function readReport(output) {
  const start = output.indexOf('{')
  const end = output.lastIndexOf('}')
  try {
    return JSON.parse(output.slice(start, end + 1))
  } catch {
    return null
  }
}
