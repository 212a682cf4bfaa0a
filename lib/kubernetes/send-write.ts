import type { ChangeWrite, ObjectRef } from '@/lib/domain/change/change-write'
import type { KubeClient } from './kube-client'
import { type KubeObject, readKubeObject } from './kube-object'
import { type Resource, resourcePath } from './resource-path'

export interface SendOptions {
  dryRun: boolean
  /** Sent as `Audit-ID`: the change id. */
  auditId?: string
  timeoutMs?: number
}

export interface Sent {
  /** The object as it is stored now, or would be; null for one that was deleted. */
  object: KubeObject | null
  warnings: string[]
}

const resources: Readonly<Record<string, Resource>> = {
  'v1/Service': { resource: 'services' },
  'discovery.k8s.io/v1/EndpointSlice': { group: 'discovery.k8s.io', resource: 'endpointslices' },
}

/**
 * Sends one write of a change as field manager `signpost` with strict field validation. A patch is a JSON merge patch (RFC 7386): a
 * resourceVersion in it guards it, as preconditions do a deletion; a mismatch is `conflict`. A dry run writes nothing and returns what would be.
 */
export async function sendWrite(
  client: KubeClient,
  { verb, ref, body }: Pick<ChangeWrite, 'verb' | 'ref' | 'body'>,
  { dryRun, ...options }: SendOptions,
): Promise<Sent> {
  const manager = { fieldManager: 'signpost', fieldValidation: 'Strict' }
  const { body: answer, warnings } = await client.request({
    method: methods[verb],
    path: resourcePath({ ...resourceOf(ref), ...(verb === 'create' ? {} : { name: ref.name }) }),
    query: { ...(verb === 'delete' ? {} : manager), dryRun: dryRun ? 'All' : undefined },
    ...(verb === 'patch' ? { contentType: 'application/merge-patch+json' } : {}),
    body: verb === 'delete' ? deleteOptions(body, dryRun) : body,
    ...options,
  })
  return { object: verb === 'delete' ? null : readKubeObject(answer), warnings }
}

// Beside a body the API server hears no query: a dry run said there alone would delete.
function deleteOptions(body: object, dryRun: boolean): object {
  return { apiVersion: 'v1', kind: 'DeleteOptions', ...body, ...(dryRun ? { dryRun: ['All'] } : {}) }
}

const methods = { create: 'POST', patch: 'PATCH', delete: 'DELETE' } as const

/** The resource that holds an object, as paths and access reviews name it. Kinds that no change writes are a fault of the program. */
function resourceOf({ apiVersion, kind, namespace }: Pick<ObjectRef, 'apiVersion' | 'kind' | 'namespace'>): Resource {
  const found = resources[`${apiVersion}/${kind}`]
  if (found === undefined) throw new Error(`no change writes ${apiVersion} ${kind}`)
  return { ...found, namespace }
}
