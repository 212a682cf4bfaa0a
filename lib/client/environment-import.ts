import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { importEnvironmentsOperation, type importRequestSchema } from '@/lib/contract/environment-import'
import { fetchJson } from './api-fetch'
import { cacheKeys } from './queries'

/** What was given to compare: its name for people, and the request. Each giving has a number of its own. */
export interface Given {
  number: number
  label: string
  body: z.input<typeof importRequestSchema>
}

/** What it would change; asked again when a change goes on, since that may have been one of it. */
export function environmentImportQuery(given: Given | null) {
  return queryOptions({
    queryKey: [...cacheKeys.imports, given?.number ?? null],
    queryFn: ({ signal }) => fetchJson(importEnvironmentsOperation, { body: given?.body ?? { files: [] }, signal }),
    enabled: given !== null,
    ...{ gcTime: 0, retry: false },
  })
}
