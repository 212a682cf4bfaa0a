import { randomUUID } from 'node:crypto'
import type { ChangeRequest } from '@/lib/domain/change/change-request'
import type { SliceFacts } from '@/lib/domain/change/endpoint-slice'
import { readServiceSlices } from '@/lib/kubernetes/endpoint-slices'
import type { KubeClient } from '@/lib/kubernetes/kube-client'
import { carryingOut } from '../cluster/change-replica.ts'
import { poll } from '../control-plane/poll.ts'
import type { lineStage } from './line-stage.ts'

/** The address that aliases of these tests name, and those that their Services are to lead to. */
export const literal = '203.0.113.9'
export const addresses = [literal, '2001:db8::9']
export const ports = [{ name: 'web', port: 8080, protocol: 'TCP' as const, targetPort: 8443 }]

/** What tests of a change to addresses do beside the stage: aliases of an address, their requests, and the slices that stand for them. */
export function addressStage(stage: ReturnType<typeof lineStage>, namespace: string) {
  const { replica, admin, ref, settled } = stage
  const client = (): KubeClient => admin().client(replica().cluster)

  /** A new alias of the address, which the console's watch has by now. */
  async function newLiteral(spec: object = {}, home = namespace): Promise<string> {
    const name = `ip-${randomUUID().slice(0, 8)}`
    await client().request({
      method: 'POST',
      path: `/api/v1/namespaces/${home}/services`,
      body: {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { namespace: home, name, annotations: { owner: 'payments' } },
        spec: { type: 'ExternalName', externalName: literal, ...spec },
      },
    })
    await poll(async () => replica().alias(home, name) !== null, { what: 'the watch shows it', timeoutMs: 5_000 })
    return name
  }

  const toHeadless = (name: string): Extract<ChangeRequest, { kind: 'to-headless' }> => ({
    ...{ kind: 'to-headless', service: ref(name) },
    ...{ addresses: [...addresses], ports: [...ports] },
  })

  async function carryOut(request: ChangeRequest) {
    const body = carryingOut(await replica().engine.plan(request, admin()))
    return (await replica().engine.carryOut(body, admin())).change
  }

  return {
    client,
    newLiteral,
    toHeadless,
    carryOut,
    undo: (name: string, changeId: string): ChangeRequest => ({ kind: 'undo', service: ref(name), changeId }),
    proved: (name: string, id: string) => settled(name, id, 'soaking', 'completed', 'inconclusive', 'failed'),
    service: async (name: string): Promise<Record<string, never>> => {
      const { body } = await client().request({
        method: 'GET',
        path: `/api/v1/namespaces/${namespace}/services/${name}`,
      })
      return JSON.parse(JSON.stringify(body))
    },
    slices: (name: string): Promise<SliceFacts[]> =>
      readServiceSlices(client(), { namespace, service: name, names: [] }),
    createSlice: (name: string, service: string, managedBy: string) =>
      client().request({
        method: 'POST',
        path: `/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices`,
        body: {
          apiVersion: 'discovery.k8s.io/v1',
          kind: 'EndpointSlice',
          metadata: {
            name,
            labels: { 'kubernetes.io/service-name': service, 'endpointslice.kubernetes.io/managed-by': managedBy },
          },
          addressType: 'IPv4',
          endpoints: [{ addresses: ['198.51.100.7'] }],
          ports: [],
        },
      }),
  }
}
