import type { Json, JsonObject } from '../json/json.ts'
import type { Catalog } from '../resources/catalog.ts'
import { groupVersionOf, type ResourceKind } from '../resources/resource-kind.ts'
import { type ReviewKind, reviewKinds } from '../resources/review-kinds.ts'

export const kubernetesVersion = 'v1.37.2'

const verbs = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch']
const subresourceVerbs = ['get', 'patch', 'update']

/** The documents by which a client learns what the server has; null for a path that is none of them. */
export function discoveryDocument(
  { kinds }: Catalog,
  path: string,
  accept: string,
  serverAddress: string,
): JsonObject | null {
  const groups = [...new Set([...kinds, ...reviewKinds].map(({ group }) => group))]
  const versionOf = (group: string) => kinds.find((kind) => kind.group === group)?.version ?? 'v1'
  const parts = path.split('/').filter((part) => part !== '')
  const isAggregated = /as=APIGroupDiscoveryList/.test(accept) && parts.length === 1
  if (isAggregated)
    return aggregated(kinds, parts[0] === 'api' ? [''] : groups.filter((group) => group !== ''), versionOf)
  if (path === '/api')
    return {
      kind: 'APIVersions',
      versions: ['v1'],
      serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress }],
    }
  if (path === '/apis')
    return {
      kind: 'APIGroupList',
      apiVersion: 'v1',
      groups: groups.filter((group) => group !== '').map((group) => describeGroup(group, versionOf(group))),
    }
  if (parts[0] === 'api' && parts[1] === 'v1' && parts.length === 2) return resourceList(kinds, '', 'v1')
  const [root, group = '', version] = parts
  if (root !== 'apis' || !groups.includes(group) || group === '') return null
  if (parts.length === 2) return { kind: 'APIGroup', apiVersion: 'v1', ...describeGroup(group, versionOf(group)) }
  return parts.length === 3 && version === versionOf(group) ? resourceList(kinds, group, version) : null
}

function describeGroup(name: string, version: string): JsonObject {
  const described = { groupVersion: `${name}/${version}`, version }
  return { name, versions: [described], preferredVersion: described }
}

function resourceList(kinds: readonly ResourceKind[], group: string, version: string): JsonObject {
  const resources: Json[] = []
  for (const kind of kinds) {
    if (kind.group !== group) continue
    resources.push({
      name: kind.resource,
      singularName: kind.singular,
      namespaced: kind.isNamespaced,
      kind: kind.kind,
      verbs: kind.resource === 'namespaces' ? verbs.filter((verb) => verb !== 'deletecollection') : verbs,
      ...(kind.shortNames.length > 0 ? { shortNames: [...kind.shortNames] } : {}),
      ...(kind.isInAll ? { categories: ['all'] } : {}),
    })
    for (const name of kind.subresources)
      resources.push({
        name: `${kind.resource}/${name}`,
        singularName: '',
        namespaced: kind.isNamespaced,
        ...(name === 'scale' ? { group: 'autoscaling', version: 'v1', kind: 'Scale' } : { kind: kind.kind }),
        verbs: name === 'finalize' ? ['update'] : subresourceVerbs,
      })
  }
  for (const review of reviewKinds)
    if (review.group === group)
      resources.push({
        name: review.resource,
        singularName: review.kind.toLowerCase(),
        namespaced: review.isNamespaced,
        kind: review.kind,
        verbs: ['create'],
      })
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: groupVersionOf({ group, version }),
    resources,
  }
}

function aggregated(
  kinds: readonly ResourceKind[],
  wanted: readonly string[],
  versionOf: (group: string) => string,
): JsonObject {
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: 'apidiscovery.k8s.io/v2',
    metadata: {},
    items: wanted.map((group) => ({
      metadata: { ...(group === '' ? {} : { name: group }), creationTimestamp: null },
      versions: [
        {
          version: versionOf(group),
          freshness: 'Current',
          resources: [
            ...kinds.filter((kind) => kind.group === group).map(aggregatedKind),
            ...reviewKinds.filter((kind) => kind.group === group).map(aggregatedReview),
          ],
        },
      ],
    })),
  }
}

function aggregatedKind(kind: ResourceKind): JsonObject {
  const responseKind = { group: kind.group, version: kind.version, kind: kind.kind }
  return {
    resource: kind.resource,
    responseKind,
    scope: kind.isNamespaced ? 'Namespaced' : 'Cluster',
    singularResource: kind.singular,
    verbs: kind.resource === 'namespaces' ? verbs.filter((verb) => verb !== 'deletecollection') : verbs,
    ...(kind.shortNames.length > 0 ? { shortNames: [...kind.shortNames] } : {}),
    ...(kind.isInAll ? { categories: ['all'] } : {}),
    ...(kind.subresources.length > 0
      ? {
          subresources: kind.subresources.map((subresource) => ({
            subresource,
            responseKind:
              subresource === 'scale' ? { group: 'autoscaling', version: 'v1', kind: 'Scale' } : responseKind,
            verbs: subresource === 'finalize' ? ['update'] : subresourceVerbs,
          })),
        }
      : {}),
  }
}

function aggregatedReview({ group, kind, resource, isNamespaced }: ReviewKind): JsonObject {
  return {
    resource,
    responseKind: { group, version: 'v1', kind },
    scope: isNamespaced ? 'Namespaced' : 'Cluster',
    singularResource: kind.toLowerCase(),
    verbs: ['create'],
  }
}

export function versionDocument(): JsonObject {
  return {
    major: '1',
    minor: '37',
    emulationMajor: '1',
    emulationMinor: '37',
    minCompatibilityMajor: '1',
    minCompatibilityMinor: '36',
    gitVersion: kubernetesVersion,
    gitCommit: '',
    gitTreeState: '',
    buildDate: '1970-01-01T00:00:00Z',
    goVersion: '',
    compiler: '',
    platform: '',
  }
}
