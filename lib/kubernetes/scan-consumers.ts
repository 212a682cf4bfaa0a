import { AppError } from '@/lib/domain/app-error'
import type { ScannedField } from '@/lib/domain/consumer/consumer'
import type { ConsumerKind } from '@/lib/domain/consumer/consumer-kind'
import type { KubeClient } from './kube-client'
import { listPages } from './list-pages'
import { readConsumerFields } from './read-consumer-fields'
import { resourcePath } from './resource-path'

/** An object that was read for what it names; nothing else of it is kept. */
export interface ScannedObject {
  namespace: string
  name: string
  fields: readonly ScannedField[]
}

/** A ConfigMap holds up to a MiB: with two pages on their way this bounds what one reading takes. */
const pageSizes: Readonly<Record<string, number>> = { configmaps: 20 }
const pageSize = 100

/**
 * Reads every object of a kind, page by page, of one namespace or of all: `absent` where the server does not serve the kind. Throws AppError as
 * every request does, `forbidden` without the right to list them.
 */
export async function scanConsumers(
  client: KubeClient,
  { kind, group, resource, versions }: ConsumerKind,
  namespace: string | null,
  { signal, take }: { signal: AbortSignal; take(object: ScannedObject): void | Promise<void> },
): Promise<'read' | 'absent'> {
  for (const version of versions) {
    const path = resourcePath({ group, version, resource, namespace })
    const limit = pageSizes[resource] ?? pageSize
    try {
      for await (const { objects } of listPages(client, { path, query: {}, limit, signal, onAsk: () => {} })) {
        for (const object of objects) {
          const { namespace: home = '', name } = object.metadata
          await take({ namespace: home, name, fields: readConsumerFields(kind, object) })
        }
      }
      return 'read'
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'not-found')) throw error
    }
  }
  return 'absent'
}
