import { AppError } from '@/lib/domain/app-error'
import { type ChangeRecord, decodeRecord, encodeRecord } from '@/lib/domain/change/change-record'
import { recordName } from '@/lib/domain/change/record-name'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { type ConfigMapObject, readConfigMap, writeConfigMap } from '@/lib/kubernetes/config-maps'
import type { ClusterForChanges } from './change-engine-deps'

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

const attempts = 10

export function createRecordStore(): RecordStore {
  const place = (cluster: ClusterForChanges, ref: ServiceRef) => ({
    namespace: cluster.consoleNamespace ?? ref.namespace,
    name: recordName(ref),
  })
  const load = async (cluster: ClusterForChanges, ref: ServiceRef): Promise<ConfigMapObject | null> => {
    const { namespace, name } = place(cluster, ref)
    return readConfigMap(cluster.console, namespace, name).catch((error) => failed('read', namespace, name, error))
  }
  let isClosing = false
  return {
    get isClosing() {
      return isClosing
    },
    close: () => {
      isClosing = true
    },
    read: async (cluster, ref) => decodeRecord((await load(cluster, ref))?.data ?? {}),
    update: async (cluster, ref, revise) => {
      const { namespace, name } = place(cluster, ref)
      for (let attempt = 1; ; attempt += 1) {
        const stored = await load(cluster, ref)
        const { record, result } = revise(decodeRecord(stored?.data ?? {}))
        if (record === null) return result
        try {
          await writeConfigMap(cluster.console, revised(stored, namespace, name, record))
          return result
        } catch (error) {
          const isRace = error instanceof AppError && error.code === 'conflict'
          if (!isRace || attempt >= attempts) return failed('write', namespace, name, error)
        }
      }
    },
  }
}

function revised(
  stored: ConfigMapObject | null,
  namespace: string,
  name: string,
  record: ChangeRecord,
): ConfigMapObject {
  const empty = { namespace, name, resourceVersion: null, labels: {}, annotations: {} }
  const base = stored ?? empty
  return { ...base, labels: { ...base.labels, 'signpost/record': 'history' }, data: encodeRecord(record) }
}

function failed(verb: string, namespace: string, name: string, error: unknown): never {
  const detail = error instanceof Error ? error.message : 'unknown failure'
  throw new AppError(
    'unavailable',
    `The console could not ${verb} its record, ConfigMap ${namespace}/${name}: ${detail}`,
    {
      reason: 'record-unavailable',
      retryAfterSeconds: 3,
      cause: error,
    },
  )
}
