import { z } from 'zod'
import type { ApiClient, ApiRequest } from '../contract/api-client.ts'
import type { Administrator } from './administrator.ts'
import { readService, readServices } from './read-services.ts'

const identified = z.looseObject({
  kind: z.enum([
    'ConfigMap',
    'CronJob',
    'Deployment',
    'EndpointSlice',
    'Ingress',
    'Namespace',
    'NetworkPolicy',
    'Service',
    'StatefulSet',
  ]),
  metadata: z.looseObject({ name: z.string(), namespace: z.string().exactOptional() }),
})
const mergePatch = { 'content-type': 'application/merge-patch+json' }
const appliedText = { 'content-type': 'application/apply-patch+yaml' }

/** An administrator who needs no kubectl: requests to the API server itself. */
export function apiAdministrator({ call }: ApiClient): Administrator {
  const send = async (request: ApiRequest): Promise<unknown> => {
    const { status, text, body } = await call(request)
    if (status >= 300) throw new Error(`${request.method} ${request.path}: ${status} ${text.slice(0, 500)}`)
    return body
  }
  const applyOne = async (item: object) => {
    const { kind, metadata } = identified.parse(item)
    const path = collections[kind](metadata.namespace ?? 'default')
    const created = await call({ method: 'POST', path, body: item })
    if (created.status === 409)
      await send({ method: 'PATCH', path: `${path}/${metadata.name}`, body: item, headers: mergePatch })
    else if (created.status >= 300) throw new Error(`POST ${path}: ${created.status} ${created.text.slice(0, 500)}`)
  }
  return {
    apply: async (...items) => {
      for (const item of items) await applyOne(item)
    },
    tryService: async (namespace, name, text) => {
      const path = `${servicesPath(namespace)}/${name}?dryRun=All&fieldManager=test&force=true&fieldValidation=Strict`
      await send({ method: 'PATCH', path, body: text, headers: appliedText })
    },
    patchService: async (namespace, name, patch) => {
      await send({ method: 'PATCH', path: `${servicesPath(namespace)}/${name}`, body: patch, headers: mergePatch })
    },
    publishService: async (namespace, name, ingress) => {
      const path = `${servicesPath(namespace)}/${name}/status`
      await send({ method: 'PATCH', path, body: { status: { loadBalancer: { ingress } } }, headers: mergePatch })
    },
    deleteService: async (namespace, name) => {
      await send({ method: 'DELETE', path: `${servicesPath(namespace)}/${name}` })
    },
    deleteNamespace: async (name) => {
      await send({ method: 'DELETE', path: `/api/v1/namespaces/${name}` })
    },
    readService: async (namespace, name) =>
      readService(await send({ method: 'GET', path: `${servicesPath(namespace)}/${name}` })),
    listAliases: async () =>
      readServices(await send({ method: 'GET', path: '/api/v1/services?fieldSelector=spec.type%3DExternalName' })),
  }
}

const collections = {
  ConfigMap: within('/api/v1', 'configmaps'),
  CronJob: within('/apis/batch/v1', 'cronjobs'),
  Deployment: within('/apis/apps/v1', 'deployments'),
  EndpointSlice: within('/apis/discovery.k8s.io/v1', 'endpointslices'),
  Ingress: within('/apis/networking.k8s.io/v1', 'ingresses'),
  Namespace: () => '/api/v1/namespaces',
  NetworkPolicy: within('/apis/networking.k8s.io/v1', 'networkpolicies'),
  Service: servicesPath,
  StatefulSet: within('/apis/apps/v1', 'statefulsets'),
} as const

function within(group: string, resource: string) {
  return (namespace: string) => `${group}/namespaces/${namespace}/${resource}`
}

function servicesPath(namespace: string): string {
  return `/api/v1/namespaces/${namespace}/services`
}
