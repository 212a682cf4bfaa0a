import type { Duplex } from 'node:stream'
import { AppError } from '@/lib/domain/app-error'
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
  const connection = await client
    .openWebSocket({ path, query: { ports: port }, protocol, signal })
    .catch((error) => refused(error, namespace))
  return new PortForwardStream(connection, `${namespace}/${pod}`)
}

// Newer API servers check `create` apart from the request's own `get`, and then name neither verb nor resource.
function refused(error: unknown, namespace: string): never {
  if (!(error instanceof AppError) || error.code !== 'forbidden' || error.message.includes('pods/portforward'))
    throw error
  const message = `cannot create resource "pods/portforward" in the namespace "${namespace}"`
  throw new AppError('forbidden', message, { extra: error.extra, warnings: error.warnings, cause: error })
}
