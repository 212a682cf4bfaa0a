import type { Cluster } from '../../../demo/api/cluster.ts'
import { createObject } from '../../../demo/api/create-object.ts'
import { deleteObject } from '../../../demo/api/delete-object.ts'
import { updateObject } from '../../../demo/api/update-object.ts'
import { startControllers } from '../../../demo/controllers/start-controllers.ts'
import { isObject, type Json, type JsonObject, objectAt, textAt } from '../../../demo/json/json.ts'
import { mergePatch } from '../../../demo/patch/merge-patch.ts'
import { builtInKinds, createCatalog } from '../../../demo/resources/catalog.ts'
import { groupVersionOf, type ResourceKind } from '../../../demo/resources/resource-kind.ts'
import { createAddressPool } from '../../../demo/rules/service/cluster-ip-range.ts'
import { isKubeObject, type KubeObject } from '../../../demo/store/kube-object.ts'
import { createStore, type StoredState } from '../../../demo/store/store.ts'

const nodeName = 'node-1'
const quiet = () => undefined

/** A cluster in memory with its controllers; `settle` waits until they have nothing left to do. */
export async function controlledCluster(initial?: StoredState) {
  let uids = 0
  let seed = 1
  const random = () => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed / 2_147_483_647
  }
  const clock = { now: new Date('2026-11-24T08:00:00Z') }
  const errors: unknown[] = []
  const cluster: Cluster = {
    store: createStore(initial),
    catalog: createCatalog(),
    now: () => clock.now,
    newUid: () => `uid-${++uids}`,
    addresses: createAddressPool(random),
    random,
  }
  const controllers = startControllers(cluster, (error) => errors.push(error))
  const settle = async () => {
    await controllers.settled()
    if (errors.length > 0) throw errors[0]
  }
  const find = (kindName: string, name: string, namespace = 'shop') => {
    const kind = kindOf(kindName)
    return cluster.store.get(kind.storage, kind.isNamespaced ? namespace : '', name)
  }
  const read = (kindName: string, name: string, namespace = 'shop') => {
    const found = find(kindName, name, namespace)
    if (found === undefined) throw new Error(`${kindName} ${namespace}/${name} is not there`)
    return found
  }
  const create = async (kindName: string, body: JsonObject, namespace = 'shop') => {
    const kind = kindOf(kindName)
    const metadata = objectAt(body, 'metadata')
    const object = { ...body, apiVersion: groupVersionOf(kind), kind: kind.kind, metadata }
    const options = { isDryRun: false, manager: 'test', forces: false }
    const created = createObject(cluster, kind, object, kind.isNamespaced ? namespace : '', options, quiet)
    await settle()
    return created
  }
  const patch = async (kindName: string, name: string, change: JsonObject, subresource = '') => {
    const old = read(kindName, name)
    const wanted = mergePatch(old, change)
    if (!isKubeObject(wanted)) throw new Error('the patch leaves no object')
    const update = { subresource, isDryRun: false, warn: quiet, manage: () => [] }
    updateObject(cluster, kindOf(kindName), old, wanted, update)
    await settle()
  }
  const remove = async (kindName: string, name: string, namespace = 'shop') => {
    const options = { isDryRun: false, preconditions: {}, graceSeconds: null }
    deleteObject(cluster, kindOf(kindName), read(kindName, name, namespace), options)
    await settle()
  }
  if (initial === undefined) {
    await create('Node', { metadata: { name: nodeName } })
    await create('Namespace', { metadata: { name: 'shop' } })
  }
  await settle()
  const list = (kindName: string, namespace = 'shop') => cluster.store.list(kindOf(kindName).storage, namespace)
  return { cluster, clock, controllers, settle, create, patch, remove, find, read, list }
}

export type ControlledCluster = Awaited<ReturnType<typeof controlledCluster>>

function kindOf(name: string): ResourceKind {
  const kind = builtInKinds.find((one) => one.kind === name)
  if (kind === undefined) throw new Error(`the cluster has no kind ${name}`)
  return kind
}

export const namesOf = (objects: readonly KubeObject[]) => objects.map((object) => textAt(object.metadata, 'name'))

interface Workload {
  readonly name: string
  readonly replicas?: number
  readonly image?: string
  readonly annotations?: JsonObject
  readonly more?: JsonObject
}

/** A workload whose Pods carry the label `app` with its name and serve HTTP on 8080. */
export function workload({ name, replicas, image = 'example/main:1', annotations = {}, more = {} }: Workload) {
  const labels = { app: name }
  const containers = [{ name: 'main', image, ports: [{ name: 'http', containerPort: 8080 }] }]
  return {
    metadata: { name },
    spec: {
      ...(replicas === undefined ? {} : { replicas }),
      selector: { matchLabels: labels },
      template: { metadata: { labels, annotations }, spec: { containers } },
      ...more,
    },
  }
}

/** A Service that selects the Pods of a workload of its name. */
export function service(name: string, more: JsonObject = {}): JsonObject {
  const ports: Json[] = [{ name: 'http', port: 80, targetPort: 'http' }]
  return { metadata: { name }, spec: { selector: { app: name }, ports, ...more } }
}

/** The addresses of a slice's endpoints that are ready. */
export function readyAddresses(slice: KubeObject | undefined): Json[] {
  const endpoints = Array.isArray(slice?.endpoints) ? slice.endpoints.filter(isObject) : []
  return endpoints.flatMap((endpoint) =>
    objectAt(endpoint, 'conditions').ready === true && Array.isArray(endpoint.addresses) ? endpoint.addresses : [],
  )
}
