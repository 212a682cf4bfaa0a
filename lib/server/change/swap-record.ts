import { AppError } from '@/lib/domain/app-error'
import { type ConfigMapObject, readConfigMap, writeConfigMap } from '@/lib/kubernetes/config-maps'
import type { KubeClient } from '@/lib/kubernetes/kube-client'

interface RecordPlace {
  namespace: string
  name: string
  /** What the record is about, as its label says. */
  record: 'history' | 'reviews'
}

/** What to do with the data of a record that were just read: write other ones, or leave them; `result` is handed back. */
export interface RevisedData<Result> {
  data: Record<string, string> | null
  result: Result
}

const attempts = 10

/**
 * Compare-and-swap of a record's ConfigMap: `revise` is called anew with what is there whenever another writer was faster. A failure is AppError
 * `unavailable`.
 */
export async function swapRecord<Result>(
  client: KubeClient,
  { namespace, name, record }: RecordPlace,
  revise: (data: Readonly<Record<string, string>>) => RevisedData<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    const stored = await readRecord(client, namespace, name)
    const { data, result } = revise(stored?.data ?? {})
    if (data === null) return result
    try {
      await writeConfigMap(client, revised(stored, { namespace, name, record }, data))
      return result
    } catch (error) {
      const isRace = error instanceof AppError && error.code === 'conflict'
      if (!isRace || attempt >= attempts) return failed('write', namespace, name, error)
    }
  }
}

/** The ConfigMap of a record; null when there is none, and for a name that no object can have. A failure is AppError `unavailable`. */
export function readRecord(client: KubeClient, namespace: string, name: string): Promise<ConfigMapObject | null> {
  return readConfigMap(client, namespace, name).catch((error) => {
    if (error instanceof AppError && error.code === 'invalid') return null
    return failed('read', namespace, name, error)
  })
}

function revised(
  stored: ConfigMapObject | null,
  { namespace, name, record }: RecordPlace,
  data: Record<string, string>,
): ConfigMapObject {
  const base = stored ?? { namespace, name, resourceVersion: null, labels: {}, annotations: {} }
  return { ...base, labels: { ...base.labels, 'signpost/record': record }, data }
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
