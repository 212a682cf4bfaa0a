import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { AppError } from '@/lib/domain/app-error'
import { isRecord, type JsonRecord, listAt, recordAt, stringAt } from './json-value'
import type { KubeClient } from './kube-client'
import { type Resource, resourcePath } from './resource-path'

/** What belongs to a cluster: addresses and ranges. `unread` names the resources that could not be read, so that more may belong to it. */
export interface ClusterAddresses {
  apiServers: string[]
  nodes: string[]
  pods: string[]
  services: string[]
  unread: string[]
}

const pageSize = 500
const maxPages = 10

/**
 * Reads which addresses are the cluster's own: those of the API server, of nodes, and the ranges of pods and Services (ServiceCIDR, and the address of
 * `default/kubernetes`). What may not be read, or is not served, is named; any other failure is thrown.
 */
export async function readClusterAddresses(client: KubeClient, server: string): Promise<ClusterAddresses> {
  const found: ClusterAddresses = { apiServers: [], nodes: [], pods: [], services: [], unread: [] }
  await Promise.all([
    addServer(found, server),
    reading(found, 'endpointslices', async () => {
      const slices = { group: 'discovery.k8s.io', resource: 'endpointslices', namespace: 'default' }
      for (const slice of await list(client, slices, 'kubernetes.io/service-name=kubernetes')) {
        for (const endpoint of listAt(slice, 'endpoints').filter(isRecord)) {
          found.apiServers.push(...strings(endpoint.addresses))
        }
      }
    }),
    reading(found, 'nodes', async () => {
      for (const node of await list(client, { resource: 'nodes' })) addNode(found, node)
    }),
    reading(found, 'servicecidrs', async () => {
      for (const range of await list(client, { group: 'networking.k8s.io', resource: 'servicecidrs' })) {
        found.services.push(...strings(recordAt(range, 'spec').cidrs))
      }
    }),
    reading(found, 'services', async () => {
      const path = resourcePath({ resource: 'services', namespace: 'default', name: 'kubernetes' })
      const { body } = await client.request({ method: 'GET', path })
      found.services.push(...strings(recordAt(isRecord(body) ? body : {}, 'spec').clusterIPs))
    }),
  ])
  return found
}

async function addServer(found: ClusterAddresses, server: string): Promise<void> {
  const host = new URL(server).hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) !== 0) {
    found.apiServers.push(host)
    return
  }
  try {
    found.apiServers.push(...(await lookup(host, { all: true })).map(({ address }) => address))
  } catch {
    found.unread.push('the address of the API server')
  }
}

function addNode(found: ClusterAddresses, node: JsonRecord): void {
  for (const entry of listAt(recordAt(node, 'status'), 'addresses').filter(isRecord)) {
    const address = stringAt(entry, 'address')
    if (address !== undefined && isIP(address) !== 0) found.nodes.push(address)
  }
  const { podCIDRs, podCIDR } = recordAt(node, 'spec')
  const ranges = strings(podCIDRs)
  found.pods.push(...(ranges.length === 0 ? strings([podCIDR]) : ranges))
}

async function reading(found: ClusterAddresses, what: string, read: () => Promise<void>): Promise<void> {
  try {
    await read()
  } catch (error) {
    const isRefused = error instanceof AppError && (error.code === 'forbidden' || error.code === 'not-found')
    if (!isRefused) throw error
    found.unread.push(what)
  }
}

async function list(client: KubeClient, resource: Resource, labelSelector?: string): Promise<JsonRecord[]> {
  const items: JsonRecord[] = []
  let next: string | undefined
  for (let page = 0; page < maxPages; page += 1) {
    const query = { limit: pageSize, continue: next, labelSelector }
    const { body } = await client.request({ method: 'GET', path: resourcePath(resource), query })
    if (!isRecord(body)) {
      throw new AppError('unavailable', `the API server answered without ${resource.resource}`, {
        reason: 'broken-answer',
      })
    }
    items.push(...listAt(body, 'items').filter(isRecord))
    next = stringAt(recordAt(body, 'metadata'), 'continue')
    if (next === undefined) return items
  }
  throw new AppError('too-large', `there are more than ${maxPages * pageSize} ${resource.resource}`)
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : []
}
