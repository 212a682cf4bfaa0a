import { saveFile } from '@/components/ui/save-file'
import { listServicesWindow, type ServicesFilters } from '@/lib/client/queries'
import type { Row } from '@/lib/contract/row'
import { serviceKey } from '@/lib/domain/service/service-ref'
import type { ColumnKey } from '../columns'
import { listCsv } from './list-csv'
import { listJson } from './list-json'

const windowRows = 500
const maximumRows = 50_000

export type ExportFormat = 'csv' | 'json'

interface ExportRequest {
  filters: ServicesFilters
  columns: readonly ColumnKey[]
  format: ExportFormat
  /** Only these, by their keys; null for all that match. */
  only: ReadonlySet<string> | null
}

export interface Exported {
  rows: number
  /** How many match, where that is more than an export holds. */
  beyond: number | null
}

/** Saves the rows of a list as a file, in its order: all that match, at most 50 000. Throws ClientError. */
export async function exportList({ filters, columns, format, only }: ExportRequest): Promise<Exported> {
  const { rows, total } = await readAll(filters)
  const wanted = only === null ? rows : rows.filter((row) => only.has(serviceKey(row)))
  const text = format === 'csv' ? listCsv(wanted, columns) : listJson(wanted, columns)
  const type = format === 'csv' ? 'text/csv;charset=utf-8' : 'application/json'
  saveFile(new Blob([text], { type }), `aliases-${new Date().toISOString().slice(0, 10)}.${format}`)
  return { rows: wanted.length, beyond: total > maximumRows ? total : null }
}

async function readAll(filters: ServicesFilters): Promise<{ rows: Row[]; total: number }> {
  // Rows may move between windows while they are read: each is kept once.
  const rows = new Map<string, Row>()
  let total = 0
  for (let offset = 0; offset < maximumRows; offset += windowRows) {
    const page = await listServicesWindow(filters, offset, windowRows)
    total = page.total
    for (const row of page.items) rows.set(serviceKey(row), row)
    if (offset + windowRows >= total) break
  }
  return { rows: [...rows.values()], total }
}
