import { csvCell } from '@/components/inventory/export/list-csv'
import { saveFile } from '@/components/ui/save-file'
import { type ChangesFilters, listChangesWindow } from '@/lib/client/changes-queries'
import { readAllWindows } from '@/lib/client/read-all-windows'
import type { ChangeView } from '@/lib/contract/changes'
import { placeOf } from '@/lib/domain/change/endpoint'
import { changeOutcome, seenAfterSeconds } from '../change-outcome'

/** Saves the changes that match as a file, newest first, at most 50 000. Throws ClientError. */
export async function exportChanges(
  filters: ChangesFilters,
  format: 'csv' | 'json',
): Promise<{ rows: number; beyond: number | null }> {
  const read = (offset: number, limit: number) => listChangesWindow(filters, offset, limit)
  const { items, beyond } = await readAllWindows<ChangeView>(read, ({ id }) => id)
  const text = format === 'csv' ? changesCsv(items) : `${JSON.stringify(items, null, 2)}\n`
  const type = format === 'csv' ? 'text/csv;charset=utf-8' : 'application/json'
  saveFile(new Blob([text], { type }), `changes-${new Date().toISOString().slice(0, 10)}.${format}`)
  return { rows: items.length, beyond }
}

const head = [
  ...['When', 'Cluster', 'Namespace', 'Alias', 'Kind', 'From', 'To', 'Who', 'Why', 'Outcome', 'State', 'Seen s'],
  ...['Overridden', 'Change', 'Undo of'],
]

/** Changes as CSV (RFC 4180), harmless in a spreadsheet; times are ISO 8601. */
export function changesCsv(changes: readonly ChangeView[]): string {
  const lines = changes.map((change) => {
    const { at, service, kind, from, to, by, reason, state, overrides, id, undoOf } = change
    const where = [service.cluster, service.namespace, service.name]
    const what = [kind, placeOf(from), placeOf(to), by, reason]
    const end = [changeOutcome(change).words, state, seenAfterSeconds(change)]
    return [at, ...where, ...what, ...end, overrides.map(({ code }) => code).join(' '), id, undoOf]
  })
  return [head, ...lines].map((line) => `${line.map(csvCell).join(',')}\r\n`).join('')
}
