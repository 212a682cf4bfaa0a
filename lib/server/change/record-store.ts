import { type ChangeRecord, decodeRecord, encodeRecord } from '@/lib/domain/change/change-record'
import { recordName } from '@/lib/domain/change/record-name'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import type { ClusterForChanges } from './change-engine-deps'
import { readRecord, swapRecord } from './swap-record'

/** What to do with a record that was just read: write another one, or leave it; `result` is handed back. */
export interface Revision<Result> {
  record: ChangeRecord | null
  result: Result
}

/** The histories of Services, one ConfigMap each, kept by the console identity. A failure is AppError `unavailable`. */
export interface RecordStore {
  /** True once the console ends: what could not be written is left to the next one. */
  readonly isClosing: boolean
  read(cluster: ClusterForChanges, ref: ServiceRef): Promise<ChangeRecord>
  /** Compare-and-swap: `revise` is called anew with what is there whenever another writer was faster. */
  update<Result>(
    cluster: ClusterForChanges,
    ref: ServiceRef,
    revise: (record: ChangeRecord) => Revision<Result>,
  ): Promise<Result>
  close(): void
}

export function createRecordStore(): RecordStore {
  const place = (cluster: ClusterForChanges, ref: ServiceRef) => ({
    namespace: cluster.consoleNamespace ?? ref.namespace,
    name: recordName(ref),
  })
  let isClosing = false
  return {
    get isClosing() {
      return isClosing
    },
    close: () => {
      isClosing = true
    },
    read: async (cluster, ref) => {
      const { namespace, name } = place(cluster, ref)
      return decodeRecord((await readRecord(cluster.console, namespace, name))?.data ?? {})
    },
    update: (cluster, ref, revise) =>
      swapRecord(cluster.console, { ...place(cluster, ref), record: 'history' }, (data) => {
        const { record, result } = revise(decodeRecord(data))
        return { data: record && encodeRecord(record), result }
      }),
  }
}
