import { saveFile } from '@/components/ui/save-file'
import { listServicesWindow, type ServicesFilters } from '@/lib/client/queries'
import { readAllWindows } from '@/lib/client/read-all-windows'
import type { Row } from '@/lib/contract/row'
import { serviceKey } from '@/lib/domain/service/service-ref'
import type { ColumnKey } from '../columns'
import { listCsv } from './list-csv'
import { listJson } from './list-json'

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
  const read = (offset: number, limit: number) => listServicesWindow(filters, offset, limit)
  const { items, beyond } = await readAllWindows<Row>(read, serviceKey)
  const wanted = only === null ? items : items.filter((row) => only.has(serviceKey(row)))
  const text = format === 'csv' ? listCsv(wanted, columns) : listJson(wanted, columns)
  const type = format === 'csv' ? 'text/csv;charset=utf-8' : 'application/json'
  saveFile(new Blob([text], { type }), `aliases-${new Date().toISOString().slice(0, 10)}.${format}`)
  return { rows: wanted.length, beyond }
}
