import type { MigrationView } from '@/lib/contract/migrations'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import type { Identity } from '@/lib/server/access/identity'
import type { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'
import { requireHistory } from './service-changes'

/** One migration of a Service that the identity may get, also of one that is gone. AppError `not-found` as `findService`. */
export async function readMigration(
  runtime: ConsoleRuntime,
  identity: Identity,
  ref: ServiceRef,
  id: string,
): Promise<MigrationView> {
  await requireHistory(runtime, identity, ref)
  return runtime.migrations.get(ref, id, identity)
}
