import { changeRequestSchema } from '@/lib/contract/change-request'
import type { ImportItem } from '@/lib/contract/environment-import'
import { normaliseHost } from '@/lib/domain/alias/normalise-host'
import { AppError } from '@/lib/domain/app-error'
import { compareService } from '@/lib/domain/environment/compare-service'
import type { ServiceObject } from '@/lib/domain/service/service-object'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { readService } from '@/lib/kubernetes/services'
import type { Identity } from '@/lib/server/access/identity'
import type { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'
import { keptBy } from './kept-by'

/** An imported Service where it belongs. */
export interface PlacedService {
  service: ServiceObject
  source: string
  ref: ServiceRef
  environment: string | null
}

const mostLines = 50

/** One imported Service held against the live one, as the identity may read it. */
export async function compareImported(
  { service, source, ref }: PlacedService,
  { identity, runtime }: { identity: Identity; runtime: ConsoleRuntime },
): Promise<ImportItem> {
  const { type = 'ClusterIP', externalName } = service.spec
  const target = type === 'ExternalName' && externalName !== undefined ? normaliseHost(externalName) : null
  const told = { service: ref, source, type, target, keptBy: keptBy(runtime.inventory.alias(ref)) }
  try {
    const live = await readService(identity.client(ref.cluster), ref.namespace, ref.name)
    const { state, diff, change, why } = compareService(service, live, ref)
    const checked = change === null ? null : changeRequestSchema.safeParse(change)
    const refused = checked?.error?.issues[0]
    return {
      ...told,
      ...{ state, diff: diff.slice(0, mostLines), moreDiff: Math.max(0, diff.length - mostLines) },
      change: checked?.data ?? null,
      why: refused === undefined ? why : `${refused.path.join('.')}: ${refused.message}`,
    }
  } catch (error) {
    if (!(error instanceof AppError) || (error.code !== 'forbidden' && error.code !== 'invalid')) throw error
    return { ...told, state: 'unknown', diff: [], moreDiff: 0, change: null, why: error.message }
  }
}
