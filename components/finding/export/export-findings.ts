import { csvCell } from '@/components/inventory/export/list-csv'
import { saveFile } from '@/components/ui/save-file'
import { type FindingsFilters, listFindingsWindow } from '@/lib/client/finding-queries'
import { readAllWindows } from '@/lib/client/read-all-windows'
import type { FindingItem } from '@/lib/contract/findings'
import { findingWords } from '@/lib/domain/finding/finding-words'
import { findingKey } from '../finding-words'

/** Saves the findings that match as a file, in their order, at most 50 000. Throws ClientError. */
export async function exportFindings(
  filters: FindingsFilters,
  format: 'csv' | 'json',
): Promise<{ rows: number; beyond: number | null }> {
  const read = (offset: number, limit: number) => listFindingsWindow(filters, offset, limit)
  const { items, beyond } = await readAllWindows<FindingItem>(read, findingKey)
  const text = format === 'csv' ? findingsCsv(items) : `${JSON.stringify(items, null, 2)}\n`
  const type = format === 'csv' ? 'text/csv;charset=utf-8' : 'application/json'
  saveFile(new Blob([text], { type }), `findings-${new Date().toISOString().slice(0, 10)}.${format}`)
  return { rows: items.length, beyond }
}

const head = [
  ...['Severity', 'Code', 'Finding', 'Cluster', 'Namespace', 'Alias', 'Target', 'Owner', 'Environment'],
  ...['Evidence', 'Cause', 'Fix', 'Suppressed until', 'Suppressed because'],
]

/** Findings as CSV (RFC 4180), harmless in a spreadsheet. */
export function findingsCsv(findings: readonly FindingItem[]): string {
  const lines = findings.map((finding) => {
    const { severity, code, cluster, namespace, name, target, owner, environment, suppressed } = finding
    const where = [cluster, namespace, name, target, owner, environment]
    const told = [finding.evidence, finding.cause, finding.fix]
    const until = [suppressed?.until ?? null, suppressed?.reason ?? null]
    return [severity, code, findingWords(code), ...where, ...told, ...until]
  })
  return [head, ...lines].map((line) => `${line.map(csvCell).join(',')}\r\n`).join('')
}
