import type { Clock } from '@/lib/domain/clock'
import { stringAt, stringMap } from './json-value'
import type { KubeClient } from './kube-client'
import { ListWatch, type ListWatchStatus } from './list-watch'
import { resourcePath } from './resource-path'

const label = 'signpost/record'

/** A ConfigMap that the console keeps records in, as the API server has it. */
export interface RecordObject {
  uid: string
  namespace: string
  name: string
  resourceVersion: string
  data: Record<string, string>
}

export interface WatchRecordsOptions {
  client: KubeClient
  /** What the records are about, as their label says. */
  record: 'history' | 'reviews'
  /** The one namespace to watch; null watches all. */
  namespace: string | null
  clock: Clock
  /** A number in [0, 1), for jitter. */
  random: () => number
  /** What changed since the last call; the first calls carry everything there is. Must not throw. */
  onRecords(delta: { upserts: RecordObject[]; removes: Array<{ uid: string }> }): void
  onStatus(status: ListWatchStatus): void
}

/** Watches the ConfigMaps labelled `signpost/record=history`, or `reviews`. Goes on until `stop`, whatever the server does. */
export function watchRecords({
  client,
  record,
  namespace,
  clock,
  random,
  onRecords,
  onStatus,
}: WatchRecordsOptions): ListWatch {
  return new ListWatch({
    client,
    clock,
    random,
    selection: {
      resource: 'configmaps',
      path: resourcePath({ resource: 'configmaps', namespace }),
      labelSelector: `${label}=${record}`,
      matches: ({ metadata }) => metadata.labels?.[label] === record,
    },
    onDelta: ({ upserts, removes }) =>
      onRecords({
        removes,
        upserts: upserts.map(({ metadata, data }) => ({
          uid: metadata.uid ?? '',
          namespace: stringAt(metadata, 'namespace') ?? '',
          name: metadata.name,
          resourceVersion: metadata.resourceVersion ?? '',
          data: stringMap(data),
        })),
      }),
    onStatus,
  })
}
