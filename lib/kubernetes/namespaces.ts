import { isRecord, type JsonRecord, recordAt, stringMap } from './json-value'
import type { KubeClient } from './kube-client'
import { resourcePath } from './resource-path'

/** The labels of a namespace. Throws AppError as every request does: `forbidden` without the right to get it, `not-found`. */
export async function readNamespaceLabels(
  client: KubeClient,
  name: string,
  signal?: AbortSignal,
): Promise<Record<string, string>> {
  const path = resourcePath({ resource: 'namespaces', name })
  const { body } = await client.request({ method: 'GET', path, ...(signal === undefined ? {} : { signal }) })
  return stringMap(metadataOf(body).labels)
}

/** The annotations of a namespace. Throws AppError as every request does: `forbidden` without the right to get it, `not-found`. */
export async function readNamespaceAnnotations(client: KubeClient, name: string): Promise<Record<string, string>> {
  const { body } = await client.request({ method: 'GET', path: resourcePath({ resource: 'namespaces', name }) })
  return stringMap(metadataOf(body).annotations)
}

/**
 * Creates a namespace as field manager `signpost`; returns its labels and annotations as stored. Throws AppError: `forbidden`, `conflict` with
 * reason `already-exists`, `unprocessable` with the API server's causes.
 */
export async function createNamespace(
  client: KubeClient,
  { name, labels }: { name: string; labels: Readonly<Record<string, string>> },
): Promise<{ labels: Record<string, string>; annotations: Record<string, string> }> {
  const { body } = await client.request({
    method: 'POST',
    path: resourcePath({ resource: 'namespaces' }),
    query: { fieldManager: 'signpost', fieldValidation: 'Strict' },
    body: { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } },
    timeoutMs: 10_000,
  })
  const metadata = metadataOf(body)
  return { labels: stringMap(metadata.labels), annotations: stringMap(metadata.annotations) }
}

function metadataOf(body: unknown): JsonRecord {
  return recordAt(isRecord(body) ? body : {}, 'metadata')
}
