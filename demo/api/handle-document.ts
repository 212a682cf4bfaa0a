import { authorizePath } from '../access/authorize.ts'
import type { User } from '../access/identities.ts'
import type { JsonObject } from '../json/json.ts'
import { openApiDocument } from '../openapi/openapi-document.ts'
import { openApiV2Document, openApiV2Type } from '../openapi/openapi-v2.ts'
import type { Catalog } from '../resources/catalog.ts'
import { ApiFailure } from './api-failure.ts'
import type { ApiRequest } from './api-request.ts'
import { discoveryDocument, versionDocument } from './discovery.ts'

export type Document =
  | { readonly json: JsonObject; readonly contentType?: string }
  | { readonly bytes: Buffer; readonly contentType: string }
  | { readonly text: string }
  | null

/** Answers what is not about objects: health, version, discovery, descriptions; null where there is nothing. */
export function handleDocument(catalog: Catalog, request: ApiRequest, serverAddress: string): Document {
  const path = request.path.replace(/(?<=.)\/$/, '')
  const verb = request.method === 'HEAD' ? 'get' : request.method.toLowerCase()
  requirePath(request.user, verb, request.path)
  if (/^\/(healthz|livez|readyz)(\/[\w-]+)?$/.test(path)) return { text: 'ok' }
  if (path === '/version') return { json: versionDocument() }
  if (path === '/openapi/v2') return { bytes: openApiV2Document(), contentType: openApiV2Type }
  const description = openApiDocument(catalog, path)
  if (description !== null) return { json: description }
  const json = discoveryDocument(catalog, path, request.accept, serverAddress)
  if (json === null) return null
  const isAggregated = json.kind === 'APIGroupDiscoveryList'
  return isAggregated
    ? { json, contentType: 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList' }
    : { json }
}

export const noSuchPage = '404 page not found\n'

/** Throws the 403 of whoever may not ask for a path that is no resource. */
export function requirePath(user: User, verb: string, path: string): void {
  if (authorizePath(user, verb, path).allowed) return
  throw new ApiFailure(403, 'Forbidden', `forbidden: User "${user.name}" cannot ${verb} path "${path}"`, {})
}
