import type { World } from '../control-plane/world.ts'

/** How many Services of which kind an estate holds. */
export interface EstateSize {
  readonly aliases: number
  /** Headless Services beside them: they take no address of the cluster's range. */
  readonly others: number
}

const namespaces = 100
const aliasesPerHost = 2
const teams = ['payments', 'storefront', 'identity', 'search', 'data', 'logistics', 'mobile', 'platform']
const environments = ['production', 'staging', 'development']

export function namespaceObjects(): object[] {
  return Array.from({ length: namespaces }, (_, index) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: namespaceName(index), labels: { environment: pick(environments, index) } },
  }))
}

/** The alias of a number: every thirtieth family of three is a blue-green group, two thirds have an owner. */
export function aliasObject(index: number) {
  const family = Math.floor(index / 3)
  const namespace = namespaceName(family)
  const name = family % 30 === 0 ? `api-${family}${pick(['', '-blue', '-green'], index)}` : `alias-${index}`
  const owner = index % 3 === 0 ? {} : { annotations: { 'a8r.io/owner': pick(teams, family) } }
  return {
    namespace,
    name,
    object: {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace, ...owner },
      spec: {
        type: 'ExternalName',
        externalName: hostName(Math.floor(index / aliasesPerHost)),
        ports: [{ port: 443 }],
      },
    },
  }
}

export function otherObject(index: number) {
  const namespace = namespaceName(index)
  const name = `service-${index}`
  return {
    namespace,
    name,
    object: {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace },
      spec: { clusterIP: 'None', ports: [{ port: 8080 }] },
    },
  }
}

/** Of ten hosts five have addresses, three a chain of three CNAME records, one a short chain, and one is gone. */
export function hostName(index: number): string {
  const zones = ['api', 'api', 'api', 'api', 'api', 'db', 'db', 'db', 'cdn', 'gone'] as const
  return `h${index}.${pick(zones, index)}.bench.example`
}

/** What the outside world answers for those hosts. */
export const estateWorld: Parameters<World['update']>[0] = {
  '*.api.bench.example': [
    { type: 'A', data: '203.0.113.201', ttlSeconds: 300 },
    { type: 'AAAA', data: '2001:db8:be::201', ttlSeconds: 300 },
  ],
  '*.db.bench.example': [{ type: 'CNAME', data: 'primary.bench-region.example', ttlSeconds: 60 }],
  'primary.bench-region.example': [{ type: 'CNAME', data: 'node-7.bench-region.example', ttlSeconds: 30 }],
  'node-7.bench-region.example': [{ type: 'CNAME', data: 'rack-2.bench-dc.example', ttlSeconds: 300 }],
  'rack-2.bench-dc.example': [{ type: 'A', data: '203.0.113.202', ttlSeconds: 300 }],
  '*.cdn.bench.example': [{ type: 'CNAME', data: 'edge.bench-cdn.example', ttlSeconds: 20 }],
  'edge.bench-cdn.example': [
    { type: 'A', data: '203.0.113.203', ttlSeconds: 20 },
    { type: 'AAAA', data: '2001:db8:be::203', ttlSeconds: 20 },
  ],
}

/** The namespace of a number; a hundred share the estate. */
export function namespaceName(index: number): string {
  return `bench-${String(index % namespaces).padStart(3, '0')}`
}

function pick<T>(values: readonly T[], index: number): T {
  const value = values[index % values.length]
  if (value === undefined) throw new Error('nothing to pick from')
  return value
}
