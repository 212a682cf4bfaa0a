'use client'

import { useNotice } from '@/components/session/notices'
import type { ServicesFilters } from '@/lib/client/queries'
import type { ColumnKey } from './columns'

const number = new Intl.NumberFormat('en')

/** Saves what the inventory shows as a file, and says how many rows it holds. The code for it is loaded when it is first used. */
export function useExport(filters: ServicesFilters, columns: readonly ColumnKey[]) {
  const say = useNotice()
  return async (format: 'csv' | 'json', only: ReadonlySet<string> | null) => {
    try {
      const { exportList } = await import('./export/export-list')
      const { rows, beyond } = await exportList({ filters, columns, format, only })
      const of = beyond === null ? '' : ` of ${number.format(beyond)}: filter to get the others`
      say(
        `Exported ${number.format(rows)} ${rows === 1 ? 'alias' : 'aliases'}${of}`,
        beyond === null ? 'ok' : 'warning',
      )
    } catch (error) {
      say(`Not exported. ${error instanceof Error ? error.message : 'The console does not answer.'}`, 'warning')
    }
  }
}
