import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { environmentOperations } from '@/lib/contract/environment-operations'
import type {
  EnvironmentsExport,
  EnvironmentsPage,
  EnvironmentsQuery,
  environmentsExportQuerySchema,
} from '@/lib/contract/environments'
import { callUrl, fetchJson } from './api-fetch'
import { cacheKeys } from './queries'

/** Filters of the matrix and where its window begins. */
export type MatrixFilters = Omit<EnvironmentsQuery, 'limit'>

export type ExportFilters = Omit<z.input<typeof environmentsExportQuerySchema>, 'format'>

/** Dependencies of one page. */
export const matrixWindow = 100

const { listEnvironments, exportEnvironments } = environmentOperations

/** A window of the dependencies over the environments. */
export function environmentsQuery(filters: MatrixFilters) {
  return queryOptions({
    queryKey: [...cacheKeys.environments, filters],
    queryFn: ({ signal }): Promise<EnvironmentsPage> =>
      fetchJson(listEnvironments, { query: { ...filters, limit: matrixWindow }, signal }),
    refetchInterval: 60_000,
  })
}

/** The files of the export, read fresh each time they are shown. */
export function environmentsExportQuery(filters: ExportFilters) {
  return queryOptions({
    queryKey: [...cacheKeys.environments, 'export', filters],
    queryFn: ({ signal }): Promise<EnvironmentsExport> =>
      fetchJson(exportEnvironments, { query: { ...filters, format: 'json' }, signal }),
    ...{ staleTime: 30_000, gcTime: 0, retry: false },
  })
}

/** Where the same is downloaded as a tar archive. */
export function environmentsArchiveUrl(filters: ExportFilters): string {
  return callUrl(exportEnvironments.path, {}, { ...filters, format: 'tar' })
}
