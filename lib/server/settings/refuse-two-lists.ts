import { AppError } from '@/lib/domain/app-error'
import type { Config } from './config'
import type { Settings } from './settings'

/** Throws AppError `invalid` when both the variable and the file say which clusters there are: neither could go before the other unseen. */
export function refuseTwoLists({ SIGNPOST_CONTEXTS: contexts }: Settings, { clusters }: Config): void {
  if (contexts === undefined || clusters.length === 0) return
  throw new AppError(
    'invalid',
    'SIGNPOST_CONTEXTS and `clusters` in the file of SIGNPOST_CONFIG both name clusters: keep one of them.',
  )
}
