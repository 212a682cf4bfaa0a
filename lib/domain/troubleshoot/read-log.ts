import { plainText } from '@/lib/domain/resolution/plain-text'
import type { Case, LogLine } from './case'
import type { PodLog } from './case-facts'

const linesShown = 20
const lineLength = 400
const podsShown = 3
const stamp = /^(?<at>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)) (?<rest>.*)$/s
const failing = /\[ERROR\]|\bSERVFAIL\b|i\/o timeout|no route to host|connection refused|\bREFUSED\b/

/** The newest lines of the cluster's DNS that name one of the names, escaped and cut; pods whose lines do not are left out. */
export function readLog(logs: readonly PodLog[], names: readonly string[]): Case['log'] {
  const wanted = [...new Set(names.map((name) => name.toLowerCase()))].filter((name) => name !== '')
  return logs
    .map(({ pod, lines }) => ({
      pod: plainText(pod, 253),
      lines: lines
        .filter((line) => wanted.some((name) => namesIt(line.toLowerCase(), name)))
        .slice(-linesShown)
        .map(readLine),
    }))
    .filter(({ lines }) => lines.length > 0)
    .slice(0, podsShown)
}

function readLine(line: string): LogLine {
  const { at = null, rest = line } = stamp.exec(line)?.groups ?? {}
  return { at, text: plainText(rest, lineLength), isError: failing.test(rest) }
}

/** Whether a line has the name as a whole: `a.test` is not in `aa.test` or `a.test.example`. */
function namesIt(line: string, name: string): boolean {
  for (let at = line.indexOf(name); at >= 0; at = line.indexOf(name, at + 1)) {
    const before = line.charAt(at - 1)
    const after = line.slice(at + name.length, at + name.length + 2)
    if (!/[a-z0-9._-]/.test(before) && !/^(?:[a-z0-9_-]|\.[a-z0-9_-])/.test(after)) return true
  }
  return false
}
