import type { IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import type { Duplex } from 'node:stream'
import { podKind } from '../resources/pod-kind.ts'
import { badRequest, notFound } from './api-failure.ts'
import type { ApiRequest } from './api-request.ts'
import type { Cluster } from './cluster.ts'
import { type ResourceRoute, requireRight } from './handle-resource.ts'
import { acceptWebSocket, offeredProtocols } from './web-socket.ts'

/** Where a port of a Pod really is, null when nothing listens there. */
export type FindPodPort = (namespace: string, pod: string, port: number) => { host: string; port: number } | null

interface Upgrade {
  readonly incoming: IncomingMessage
  readonly socket: Duplex
  readonly head: Buffer
}

const protocol = 'v4.channel.k8s.io'
const dataChannel = 0
const errorChannel = 1

export const isPortForward = ({ group, resource, subresource }: ResourceRoute) =>
  group === '' && resource === 'pods' && subresource === 'portforward'

/**
 * Serves `pods/portforward` for one port over a WebSocket with a data and an error channel. Throws as the API server refuses; without an
 * upgrade that is always.
 */
export function servePortForward(
  cluster: Cluster,
  findPodPort: FindPodPort,
  request: ApiRequest,
  route: ResourceRoute,
  upgrade: Upgrade | null,
): void {
  requireRight(request, route, 'get')
  // Since 1.35 a WebSocket needs what the POST of older clients needs, too.
  requireRight(request, route, 'create')
  const { namespace, name } = route
  if (cluster.store.get(podKind.storage, namespace, name) === undefined) throw notFound(podKind, name)
  const port = Number(request.query.get('ports'))
  if (upgrade === null) throw badRequest('Upgrade request required')
  if (offeredProtocols(upgrade.incoming)?.includes(protocol) !== true)
    throw badRequest(`this server forwards ports over a WebSocket with the subprotocol ${protocol} only`)
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw badRequest('query parameter "ports" must name one port between 1 and 65535')
  forward(upgrade, { name, port, place: findPodPort(namespace, name, port) })
}

interface Destination {
  readonly name: string
  readonly port: number
  readonly place: ReturnType<FindPodPort>
}

function forward({ incoming, socket, head }: Upgrade, { name, port, place }: Destination): void {
  const target = place === null ? null : connect(place)
  const peer = acceptWebSocket(incoming, socket, head, protocol, {
    onMessage: (message) => {
      if (message[0] === dataChannel) target?.write(message.subarray(1))
    },
    onClose: () => target?.destroy(),
  })
  const send = (channel: number, bytes: Buffer) => peer.send(Buffer.concat([Buffer.of(channel), bytes]))
  const portBytes = Buffer.alloc(2)
  portBytes.writeUInt16LE(port)
  send(dataChannel, portBytes)
  send(errorChannel, portBytes)
  const fail = (why: string) => {
    send(errorChannel, Buffer.from(`error forwarding port ${port} to pod ${name}: ${why}`))
    peer.close()
  }
  if (target === null) fail('nothing listens there')
  target?.on('data', (chunk: Buffer) => send(dataChannel, chunk))
  target?.on('error', (error) => fail(error.message))
  target?.on('close', peer.close)
}
