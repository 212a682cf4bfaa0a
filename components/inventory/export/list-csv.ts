import { visibleText } from '@/components/ui/visible-text'
import type { Row } from '@/lib/contract/row'
import { type ColumnKey, columns } from '../columns'
import { leadsSomewhere } from '../leads-to'
import { troubleWords } from '../verdict-words'

// A spreadsheet would take these for the beginning of a formula (OWASP, CSV injection).
const formula = /^[=+\-@\t\r]/

/**
 * Rows as CSV (RFC 4180) under the headers of the table: severity, name, then the given columns. Times are ISO 8601. A cell that a spreadsheet could run
 * gets an apostrophe before it; characters that hide or reorder are written out.
 */
export function listCsv(rows: readonly Row[], shown: readonly ColumnKey[]): string {
  const head = [
    'Severity',
    'Name',
    ...shown.flatMap((key) => (key === 'ttl' ? ['TTL s', 'TTL s, highest'] : [columns[key].label])),
  ]
  const lines = rows.map((row) => [row.severity, row.name, ...shown.flatMap((key) => cells(row, key))])
  return [head, ...lines].map((line) => `${line.map(csvCell).join(',')}\r\n`).join('')
}

/** One cell: harmless in a spreadsheet, quoted where it has to be. */
export function csvCell(value: string | number | null): string {
  if (typeof value === 'number') return String(value)
  const shown = visibleText(value ?? '')
  const harmless = formula.test(value ?? '') ? `'${shown}` : shown
  return /[",\r\n']/.test(harmless) || harmless !== harmless.trim() ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

function cells(row: Row, column: ColumnKey): (string | number | null)[] {
  switch (column) {
    case 'namespace':
    case 'cluster':
    case 'target':
    case 'environment':
    case 'changedBy':
    case 'provider':
    case 'useCase':
      return [row[column]]
    case 'service':
      return [row.serviceName]
    case 'chain':
      return [row.chain.join(' > ')]
    case 'leads':
      return [leadsSomewhere(row) ? row.addresses.join(' ') : troubleWords(row)]
    case 'ttl':
      return [row.ttlSeconds, row.ttlHighestSeconds]
    case 'owner':
      return [row.owner?.value ?? null]
    case 'created':
      return [row.createdAt]
    case 'changed':
      return [row.changedAt]
  }
}
