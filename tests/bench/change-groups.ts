import type { ControlPlane } from '../control-plane/control-plane.ts'
import { poll } from '../control-plane/poll.ts'
import { createApiClient } from './api-client.ts'

/** A blue-green group that is ready to be switched to green, as the console names it. */
export interface ChangeGroup {
  readonly cluster: string
  readonly namespace: string
  readonly name: string
  readonly blue: string
  readonly green: string
}

/** Where the groups lie, and the environment that they alone have: one screen shows them and nothing else. */
const changeNamespace = 'bench-changes'
export const changeEnvironment = 'bench-changes'

const readyLimitMs = 60_000
const connections = 4

/** Makes so many groups in a namespace of their own, and waits until the console calls each of them ready; every group is good for one switch. */
export async function makeChangeGroups(controlPlane: ControlPlane, url: string, count: number): Promise<ChangeGroup[]> {
  await controlPlane.world.update({
    '*.blue.bench.example': [{ type: 'A', data: '203.0.113.211', ttlSeconds: 30 }],
    '*.green.bench.example': [{ type: 'A', data: '203.0.113.212', ttlSeconds: 30 }],
  })
  const client = await createApiClient(controlPlane, connections)
  const create = async (path: string, object: object) => {
    const { status } = await client.send('POST', path, object)
    if (status !== 201) throw new Error(`POST ${path}: status ${status}`)
  }
  const names = Array.from({ length: count }, (_, index) => `switch-${String(index).padStart(3, '0')}`)
  try {
    await create('/api/v1/namespaces', namespaceObject)
    const services = names.flatMap(groupObjects)
    await Promise.all(services.map((object) => create(`/api/v1/namespaces/${changeNamespace}/services`, object)))
  } finally {
    await client.close()
  }
  const cluster = await untilReady(url, count)
  return names.map((name) => ({ cluster, namespace: changeNamespace, name, ...targetsOf(name) }))
}

const namespaceObject = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: changeNamespace, labels: { environment: changeEnvironment } },
}

function groupObjects(name: string): object[] {
  const { blue, green } = targetsOf(name)
  const members = { [name]: blue, [`${name}-blue`]: blue, [`${name}-green`]: green }
  return Object.entries(members).map(([member, externalName]) => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: member, namespace: changeNamespace, annotations: { 'a8r.io/owner': 'platform' } },
    spec: { type: 'ExternalName', externalName, ports: [{ port: 443 }] },
  }))
}

function targetsOf(name: string): { blue: string; green: string } {
  return { blue: `${name}.blue.bench.example`, green: `${name}.green.bench.example` }
}

interface GroupAnswer {
  readonly cluster: string
  readonly namespace: string
  readonly name: string
  readonly readiness: { readonly state: string; readonly reasons: readonly string[] }
}

/** Gives the cluster as the console calls it; asking for the groups has their hosts looked at first. */
async function untilReady(url: string, count: number): Promise<string> {
  const ask = async () => {
    const answer = await fetch(`${url}/api/v1/groups?limit=500`)
    const { items }: { items: GroupAnswer[] } = await answer.json()
    const ours = items.filter(({ namespace }) => namespace === changeNamespace)
    const waiting = ours.find(({ readiness }) => readiness.state !== 'ready')
    if (waiting)
      throw new Error(`${waiting.name} is ${waiting.readiness.state}: ${waiting.readiness.reasons.join('; ')}`)
    return ours.length === count && ours[0]?.cluster
  }
  return poll(ask, { what: `${count} groups are ready`, timeoutMs: readyLimitMs, everyMs: 250 })
}
