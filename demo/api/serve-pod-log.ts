import { podKind } from '../resources/pod-kind.ts'
import { badRequest, notFound } from './api-failure.ts'
import type { ApiRequest } from './api-request.ts'
import type { Cluster } from './cluster.ts'
import { type ResourceRoute, requireRight } from './handle-resource.ts'

/** The lines that a Pod wrote, oldest first; null for one that writes none. */
export type FindPodLog = (
  namespace: string,
  pod: string,
) => readonly { readonly at: Date; readonly text: string }[] | null

export const isPodLog = ({ group, resource, subresource }: ResourceRoute) =>
  group === '' && resource === 'pods' && subresource === 'log'

/** What `pods/log` answers: `tailLines`, `limitBytes` and `timestamps` count. Throws as the API server refuses; nothing is followed. */
export function servePodLog(
  cluster: Cluster,
  findPodLog: FindPodLog,
  request: ApiRequest,
  route: ResourceRoute,
): string {
  requireRight(request, route, 'get')
  const { namespace, name } = route
  if (cluster.store.get(podKind.storage, namespace, name) === undefined) throw notFound(podKind, name)
  const { query } = request
  const tail = readNumber(query, 'tailLines')
  const limit = readNumber(query, 'limitBytes')
  const hasTimes = query.get('timestamps') === 'true'
  const lines = findPodLog(namespace, name) ?? []
  const shown = tail === null ? lines : lines.slice(Math.max(0, lines.length - tail))
  const text = shown.map(({ at, text }) => `${hasTimes ? `${at.toISOString()} ` : ''}${text}\n`).join('')
  return limit === null ? text : Buffer.from(text).subarray(0, limit).toString()
}

function readNumber(query: URLSearchParams, name: string): number | null {
  const text = query.get(name)
  if (text === null) return null
  if (!/^\d{1,9}$/.test(text)) throw badRequest(`invalid query parameter "${name}": ${JSON.stringify(text)}`)
  return Number(text)
}
