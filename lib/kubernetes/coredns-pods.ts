import { isRecord, listAt, recordAt, stringAt, stringMap } from './json-value'
import type { KubeClient } from './kube-client'
import { readKubeObject } from './kube-object'
import { isReady } from './pods'
import { resourcePath } from './resource-path'

export const dnsNamespace = 'kube-system'

export interface DnsPod {
  name: string
  /** Where its container takes DNS over TCP. */
  port: number
  isReady: boolean
  labels: Readonly<Record<string, string>>
}

const labelSelector = 'k8s-app=kube-dns'
const maxPods = 100
const dnsPort = 53

/** The Pods of the cluster's DNS (`k8s-app=kube-dns` in kube-system) that are ready and are to stay. */
export async function listReadyDnsPods(client: KubeClient, signal: AbortSignal): Promise<DnsPod[]> {
  return (await listDnsPods(client, signal)).filter(({ isReady }) => isReady)
}

/** The Pods of the cluster's DNS that are to stay, ready or not; at most a hundred. */
export async function listDnsPods(client: KubeClient, signal: AbortSignal): Promise<DnsPod[]> {
  const path = resourcePath({ resource: 'pods', namespace: dnsNamespace })
  const { body } = await client.request({ method: 'GET', path, query: { labelSelector, limit: maxPods }, signal })
  return listAt(isRecord(body) ? body : {}, 'items').flatMap((item) => {
    const pod = readKubeObject(item)
    if (pod === null || pod.metadata.name === '' || pod.metadata.deletionTimestamp !== undefined) return []
    const { name, labels } = pod.metadata
    const port = tcpPort(recordAt(pod, 'spec'))
    return [{ name, port, isReady: isReady(recordAt(pod, 'status')), labels: stringMap(labels) }]
  })
}

// Distributions that let CoreDNS listen elsewhere name the port as the Service's targetPort does.
function tcpPort(spec: Record<string, unknown>): number {
  const ports = listAt(spec, 'containers')
    .filter(isRecord)
    .flatMap((container) => listAt(container, 'ports').filter(isRecord))
  const named = ports.find((port) => stringAt(port, 'name') === 'dns-tcp' && port.protocol === 'TCP')
  return typeof named?.containerPort === 'number' ? named.containerPort : dnsPort
}
