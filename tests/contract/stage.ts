import type { ApiRequest, ApiResponse } from './api-client.ts'
import type { ContractTarget } from './target.ts'

const groups = {
  services: '/api/v1',
  configmaps: '/api/v1',
  endpoints: '/api/v1',
  pods: '/api/v1',
  endpointslices: '/apis/discovery.k8s.io/v1',
  events: '/apis/events.k8s.io/v1',
  deployments: '/apis/apps/v1',
  networkpolicies: '/apis/networking.k8s.io/v1',
  ingresses: '/apis/networking.k8s.io/v1',
} as const

export type Resource = keyof typeof groups

const patchTypes = {
  merge: 'application/merge-patch+json',
  json: 'application/json-patch+json',
  strategic: 'application/strategic-merge-patch+json',
  apply: 'application/apply-patch+yaml',
} as const

type PatchType = keyof typeof patchTypes

export interface CallOptions extends Pick<ApiRequest, 'identity' | 'headers'> {
  readonly query?: string
  readonly namespace?: string
}

/** A namespace of a control plane to play a case in, with short words for the requests. */
export interface Stage {
  readonly target: ContractTarget
  readonly namespace: string
  readonly path: (resource: Resource, name?: string, options?: CallOptions) => string
  readonly create: (resource: Resource, object: object | string, options?: CallOptions) => Promise<ApiResponse>
  readonly read: (resource: Resource, name: string, options?: CallOptions) => Promise<ApiResponse>
  readonly list: (resource: Resource, options?: CallOptions) => Promise<ApiResponse>
  readonly replace: (resource: Resource, name: string, object: object, options?: CallOptions) => Promise<ApiResponse>
  readonly patch: (
    resource: Resource,
    name: string,
    type: PatchType,
    patch: unknown,
    options?: CallOptions,
  ) => Promise<ApiResponse>
  readonly remove: (resource: Resource, name: string, options?: CallOptions & { body?: object }) => Promise<ApiResponse>
  /** Sends a request to any path. */
  readonly call: ContractTarget['api']['call']
  /** Asks for the namespace's end and does not wait for it. */
  readonly clear: () => Promise<void>
}

/** Creates the namespace and gives the stage in it. */
export async function createStage(target: ContractTarget, namespace: string): Promise<Stage> {
  const { call } = target.api
  const created = await call({
    method: 'POST',
    path: '/api/v1/namespaces',
    body: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
  })
  if (created.status !== 201) throw new Error(`namespace ${namespace}: ${created.text}`)
  const path: Stage['path'] = (resource, name, options = {}) =>
    `${groups[resource]}/namespaces/${options.namespace ?? namespace}/${resource}${name === undefined ? '' : `/${name}`}${
      options.query === undefined ? '' : `?${options.query}`
    }`
  const send = (
    method: ApiRequest['method'],
    [resource, name, options = {}]: [Resource, string | undefined, CallOptions | undefined],
    extra: Pick<ApiRequest, 'body' | 'headers'> = {},
  ) =>
    call({
      method,
      path: path(resource, name, options),
      ...extra,
      headers: { ...extra.headers, ...options.headers },
      ...(options.identity === undefined ? {} : { identity: options.identity }),
    })
  return {
    target,
    namespace,
    path,
    call,
    create: (resource, object, options) => send('POST', [resource, undefined, options], { body: object }),
    read: (resource, name, options) => send('GET', [resource, name, options]),
    list: (resource, options) => send('GET', [resource, undefined, options]),
    replace: (resource, name, object, options) => send('PUT', [resource, name, options], { body: object }),
    patch: (resource, name, type, patch, options) =>
      send('PATCH', [resource, name, options], { body: patch, headers: { 'content-type': patchTypes[type] } }),
    remove: (resource, name, options = {}) =>
      send('DELETE', [resource, name, options], options.body === undefined ? {} : { body: options.body }),
    clear: async () => {
      await call({ method: 'DELETE', path: `/api/v1/namespaces/${namespace}` })
    },
  }
}
