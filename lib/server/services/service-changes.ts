import type { ChangesPage, ChangeView } from '@/lib/contract/changes'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import type { Identity } from '@/lib/server/access/identity'
import type { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'
import { findService } from './find-service'

/** The recorded changes of one Service, newest first. */
export async function listServiceChanges(
  runtime: ConsoleRuntime,
  identity: Identity,
  ref: ServiceRef,
  window: { offset: number; limit: number },
): Promise<ChangesPage> {
  await findService(runtime, identity, ref)
  return runtime.changes.list(ref, identity, window)
}

/** One recorded change of a Service that the identity may get. */
export async function readServiceChange(
  runtime: ConsoleRuntime,
  identity: Identity,
  ref: ServiceRef,
  id: string,
): Promise<ChangeView> {
  await findService(runtime, identity, ref)
  return runtime.changes.get(ref, id, identity)
}
