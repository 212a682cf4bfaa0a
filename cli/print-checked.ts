import { plainText } from '@/lib/domain/resolution/plain-text'
import { type Severity, severityRank } from '@/lib/domain/resolution/severity'
import type { Terminal } from './terminal'

export interface Checked {
  aliases: number
  findings: readonly {
    cluster: string
    namespace: string
    name: string
    target: string | null
    code: string
    severity: Severity
    evidence: string
    cause: string
    fix: string
  }[]
  /** What cannot be an alias at all, and where it stands. */
  refusals: readonly { place: string; message: string }[]
  /** What was not read, so that rules about it say nothing. */
  unread: readonly string[]
}

const severities = ['critical', 'warning', 'info', 'unknown'] as const

/** Writes the result, for a reader or as JSON. Text from the cluster or a file reaches the terminal without control characters. */
export function printChecked(checked: Checked, asJson: boolean, { print, note }: Terminal): void {
  const sums = Object.fromEntries(
    severities.map((each) => [each, checked.findings.filter(({ severity }) => severity === each).length]),
  )
  if (asJson) {
    const { findings, ...rest } = checked
    print(JSON.stringify({ ...rest, sums, findings: findings.map(bare) }, null, 2))
    return
  }
  for (const { place, message } of checked.refusals) print(`${plainText(place)}: ${plainText(message, 500)}`)
  for (const [alias, findings] of byAlias(checked.findings)) {
    print(alias)
    for (const { severity, code, evidence, fix } of findings) {
      print(`  ${severity.padEnd(8)}  ${code}: ${plainText(evidence, 500)}`)
      print(`            ${plainText(fix, 500)}`)
    }
  }
  const said = severities.flatMap((each) => (sums[each] ? [`${sums[each]} ${each}`] : []))
  print(
    `${checked.aliases} ${checked.aliases === 1 ? 'alias' : 'aliases'}: ${said.length === 0 ? 'nothing found' : said.join(', ')}`,
  )
  for (const line of checked.unread) note(`not known, ${plainText(line, 500)}`)
}

function byAlias(findings: Checked['findings']): [string, Checked['findings'][number][]][] {
  const found = new Map<string, Checked['findings'][number][]>()
  for (const finding of findings) {
    const { cluster, namespace, name, target } = finding
    const place = [...(cluster === '' ? [] : [cluster]), namespace, name].map((part) => plainText(part)).join('/')
    const alias = target === null ? place : `${place} → ${plainText(target)}`
    found.set(alias, [...(found.get(alias) ?? []), finding])
  }
  return [...found].sort(([, [a]], [, [b]]) => severityRank(a?.severity ?? 'ok') - severityRank(b?.severity ?? 'ok'))
}

function bare({ cluster, namespace, name, target, code, severity, evidence, cause, fix }: Checked['findings'][number]) {
  return { cluster, namespace, name, target, code, severity, evidence, cause, fix }
}
