import type { Operation } from '@/lib/contract/operation'
import type { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'

/** Calls that hold or make much: streams, archives and what reads thousands of rows for a file. */
const heavy = new Set(['streamEvents', 'exportEnvironments', 'importEnvironments', 'exportFindingPolicy'])
const lists = new Set(['listServices', 'listFindings', 'listReviews', 'listChanges', 'listDependencies'])
// A screenful is always answered; whoever reads more writes a file.
const screenful = 200

/**
 * Throws AppError `unavailable` with reason `overloaded` for what can wait while memory or the event loop is near its end. Never for a change or what
 * leads to one: they are few, small, and what the console is there for.
 */
export function refuseUnderLoad({ operationId }: Operation, { load }: ConsoleRuntime, query: unknown): void {
  if (heavy.has(operationId) || (lists.has(operationId) && limitIn(query) > screenful)) load.refuseHeavy()
}

function limitIn(query: unknown): number {
  return typeof query === 'object' && query !== null && 'limit' in query ? Number(query.limit) : 0
}
