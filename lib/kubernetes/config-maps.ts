import { AppError } from '@/lib/domain/app-error'
import { isRecord, listAt, recordAt, stringAt, stringMap } from './json-value'
import type { KubeClient } from './kube-client'
import { readKubeObject } from './kube-object'
import { resourcePath } from './resource-path'

const pageSize = 500
const maxPages = 100

export interface ConfigMapObject {
  namespace: string
  name: string
  /** Null for one that is to be created. */
  resourceVersion: string | null
  labels: Record<string, string>
  annotations: Record<string, string>
  data: Record<string, string>
}

/** Reads one ConfigMap; null when there is none. */
export async function readConfigMap(
  client: KubeClient,
  namespace: string,
  name: string,
): Promise<ConfigMapObject | null> {
  try {
    const { body } = await client.request({ method: 'GET', path: configMapPath(namespace, name) })
    return answered(body)
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') return null
    throw error
  }
}

/**
 * Creates the ConfigMap when it has no resourceVersion, else replaces exactly that version. Losing a race to another writer, or to a
 * deletion, is `conflict`.
 */
export async function writeConfigMap(
  client: KubeClient,
  object: ConfigMapObject,
  options: { auditId?: string } = {},
): Promise<ConfigMapObject> {
  const { namespace, name, resourceVersion, labels, annotations, data } = object
  const isNew = resourceVersion === null
  const metadata = { namespace, name, labels, annotations, ...(isNew ? {} : { resourceVersion }) }
  try {
    const { body } = await client.request({
      method: isNew ? 'POST' : 'PUT',
      path: configMapPath(namespace, isNew ? undefined : name),
      query: { fieldManager: 'signpost', fieldValidation: 'Strict' },
      body: { apiVersion: 'v1', kind: 'ConfigMap', metadata, data },
      ...options,
    })
    return answered(body)
  } catch (error) {
    if (!isNew && error instanceof AppError && error.code === 'not-found') {
      throw new AppError('conflict', `ConfigMap ${namespace}/${name} was deleted meanwhile`, { cause: error })
    }
    throw error
  }
}

/** All ConfigMaps with these labels, in one namespace or (null) in every one. */
export async function listConfigMaps(
  client: KubeClient,
  { namespace, labelSelector }: { namespace: string | null; labelSelector: string },
): Promise<ConfigMapObject[]> {
  const path = resourcePath({ resource: 'configmaps', namespace })
  const found: ConfigMapObject[] = []
  let next: string | undefined
  for (let page = 0; page < maxPages; page += 1) {
    const { body } = await client.request({
      method: 'GET',
      path,
      query: { labelSelector, limit: pageSize, continue: next },
    })
    if (!isRecord(body)) throw unanswered()
    for (const item of listAt(body, 'items')) found.push(answered(item))
    next = stringAt(recordAt(body, 'metadata'), 'continue')
    if (next === undefined) return found
  }
  throw new AppError('too-large', `more than ${maxPages * pageSize} ConfigMaps have the labels ${labelSelector}`)
}

function configMapPath(namespace: string, name?: string): string {
  return resourcePath({ resource: 'configmaps', namespace, ...(name === undefined ? {} : { name }) })
}

function answered(value: unknown): ConfigMapObject {
  const object = readKubeObject(value)
  const namespace = object === null ? undefined : stringAt(object.metadata, 'namespace')
  if (object === null || object.metadata.name === '' || namespace === undefined) throw unanswered()
  return {
    namespace,
    name: object.metadata.name,
    resourceVersion: object.metadata.resourceVersion ?? null,
    labels: stringMap(object.metadata.labels),
    annotations: stringMap(object.metadata.annotations),
    data: stringMap(object.data),
  }
}

function unanswered(): AppError {
  return new AppError('unavailable', 'the API server answered without a ConfigMap', { reason: 'broken-answer' })
}
