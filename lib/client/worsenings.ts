import type { Row } from '@/lib/contract/row'
import { severityRank } from '@/lib/domain/resolution/severity'

/** What to say of rows whose verdict became worse, one sentence per host; `before` gives what was last shown of a row. */
export function worsenings(upserts: readonly Row[], before: (row: Row) => Row | undefined): string[] {
  const sentences = new Map<string, string>()
  for (const row of upserts) {
    const known = before(row)
    if (known === undefined || row.severity === 'unknown' || row.severity === 'ok') continue
    if (severityRank(row.severity) >= severityRank(known.severity)) continue
    sentences.set(
      row.target ?? row.serviceName,
      `${row.severity}: ${row.name} in ${row.namespace}. ${row.verdict.summary}`,
    )
  }
  return [...sentences.values()].slice(0, 3)
}
