'use client'

import { useSayExported } from '@/components/session/use-say-exported'
import type { ServicesFilters } from '@/lib/client/queries'
import type { ColumnKey } from './columns'

/** Saves what the inventory shows as a file, and says how many rows it holds. The code for it is loaded when it is first used. */
export function useExport(filters: ServicesFilters, columns: readonly ColumnKey[]) {
  const say = useSayExported({ one: 'alias', many: 'aliases' })
  return (format: 'csv' | 'json', only: ReadonlySet<string> | null) =>
    say(async () => {
      const { exportList } = await import('./export/export-list')
      return exportList({ filters, columns, format, only })
    })
}
