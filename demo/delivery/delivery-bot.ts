/** A request to the API server below its URL; `body` is sent as JSON of this content type. */
export interface BotRequest {
  method: 'GET' | 'PATCH' | 'POST'
  path: string
  query: Record<string, string>
  contentType?: string
  body?: unknown
}

/** Sends one request and gives the parsed answer; a failure is thrown. */
export type SendRequest = (request: BotRequest) => Promise<unknown>

/** One Service as a repository holds it, and the Application or Kustomization that delivers it. */
export interface DeliveredService {
  namespace: string
  name: string
  externalName: string
  deliveredBy: string
}

export interface DeliveryBotOptions {
  tool: 'argo-cd' | 'flux'
  service: DeliveredService
  send: SendRequest
}

/**
 * Plays the tool that keeps one Service as its repository says: Argo CD with client-side apply and its tracking id, Flux with forced
 * server-side apply and its labels, each under its real field manager. `reconcile` looks once; who calls it, and when, makes it heal.
 */
export class DeliveryBot {
  #service: DeliveredService
  readonly #options: DeliveryBotOptions

  constructor(options: DeliveryBotOptions) {
    this.#options = options
    this.#service = options.service
  }

  /** A commit: from now on this is what the Service is to be. */
  merge(externalName: string): void {
    this.#service = { ...this.#service, externalName }
  }

  /** Writes what the repository says when the Service says something else, or does not carry the tool's mark yet; true when it wrote. */
  async reconcile(): Promise<boolean> {
    const { send, tool } = this.#options
    const path = pathOf(this.#service)
    const live = await send({ method: 'GET', path, query: {} })
    if (isAsDeclared(live, this.#service, tool)) return false
    await send(tool === 'argo-cd' ? argoSync(this.#service) : fluxApply(this.#service))
    return true
  }
}

// A sync without `ServerSideApply=true`: what `kubectl apply` would send, with the copy of the manifest that it keeps.
function argoSync(service: DeliveredService): BotRequest {
  const { namespace, name, externalName, deliveredBy } = service
  const mark = { [trackingKey]: trackingId(deliveredBy, namespace, name) }
  const manifest = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { annotations: mark, name, namespace },
    spec: { externalName, type: 'ExternalName' },
  }
  const annotations = { ...mark, 'kubectl.kubernetes.io/last-applied-configuration': `${JSON.stringify(manifest)}\n` }
  return {
    method: 'PATCH',
    path: pathOf(service),
    query: { fieldManager: 'argocd-controller' },
    contentType: 'application/strategic-merge-patch+json',
    body: { metadata: { annotations }, spec: { externalName, type: 'ExternalName' } },
  }
}

function fluxApply(service: DeliveredService): BotRequest {
  const { namespace, name, externalName, deliveredBy } = service
  return {
    method: 'PATCH',
    path: pathOf(service),
    query: { fieldManager: 'kustomize-controller', force: 'true' },
    contentType: 'application/apply-patch+yaml',
    body: {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace, labels: fluxLabels(deliveredBy) },
      spec: { externalName, type: 'ExternalName' },
    },
  }
}

export const trackingKey = 'argocd.argoproj.io/tracking-id'

export function trackingId(application: string, namespace: string, name: string): string {
  return `${application}:/Service:${namespace}/${name}`
}

function fluxLabels(kustomization: string): Record<string, string> {
  const prefix = 'kustomize.toolkit.fluxcd.io'
  return { [`${prefix}/name`]: kustomization, [`${prefix}/namespace`]: 'flux-system' }
}

function pathOf({ namespace, name }: DeliveredService): string {
  return `/api/v1/namespaces/${encodeURIComponent(namespace)}/services/${encodeURIComponent(name)}`
}

function isAsDeclared(live: unknown, service: DeliveredService, tool: DeliveryBotOptions['tool']): boolean {
  const { namespace, name, externalName, deliveredBy } = service
  if (at(live, 'spec', 'externalName') !== externalName) return false
  if (tool === 'argo-cd') {
    return at(live, 'metadata', 'annotations', trackingKey) === trackingId(deliveredBy, namespace, name)
  }
  return Object.entries(fluxLabels(deliveredBy)).every(([key, value]) => at(live, 'metadata', 'labels', key) === value)
}

function at(value: unknown, ...keys: string[]): unknown {
  return keys.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  )
}
