import type { Duplex } from 'node:stream'
import type { KubeClient } from './kube-client'
import { PortForwardStream } from './port-forward-stream'
import { resourcePath } from './resource-path'

export interface PortForwardTarget {
  namespace: string
  pod: string
  port: number
}

// Channels in pairs, data and errors, behind one byte. The tunnel of newer servers carries SPDY inside and gives one port no more.
const protocol = 'v4.channel.k8s.io'

/**
 * One byte stream to a port of a Pod through the API server (`pods/portforward`), with the client's rights. Refusals are thrown as of any
 * request; what goes wrong on the way later ends the stream with an AppError `unavailable`.
 */
export async function openPortForward(
  client: KubeClient,
  { namespace, pod, port }: PortForwardTarget,
  signal: AbortSignal,
): Promise<Duplex> {
  const path = `${resourcePath({ resource: 'pods', namespace, name: pod })}/portforward`
  const connection = await client.openWebSocket({ path, query: { ports: port }, protocol, signal })
  return new PortForwardStream(connection, `${namespace}/${pod}`)
}
