import { type DialTable, type Door, doorKey } from './dial-table.ts'
import type { Endpoint, EndpointMap } from './endpoint.ts'
import { createEndpointCertificates } from './endpoint-certificates.ts'
import { type LoopbackServer, listenOnLoopback } from './listen-on-loopback.ts'
import { speak } from './speak.ts'

export interface RunningEndpoints {
  readonly table: DialTable
  /** The root that a client trusts anyway, and the one it has to be told of, both as PEM. */
  readonly publicPem: string
  readonly bundlePem: string
  readonly stop: () => Promise<void>
}

/** Starts a server on a free loopback port for each kind of endpoint of the map. Certificates count their days from `now`. */
export async function startEndpoints(map: EndpointMap, now: Date): Promise<RunningEndpoints> {
  const { publicPem, bundlePem, contextFor } = createEndpointCertificates(now, map.ownDomain)
  const servers = new Map<string, LoopbackServer>()
  const stop = async () => {
    await Promise.all([...servers.values()].map((server) => server.stop()))
  }
  const open = async (endpoint: Endpoint): Promise<Door> => {
    if (endpoint.speaks === 'refusal') return 'refused'
    if (endpoint.speaks === 'nothing') return 'silent'
    const kind = JSON.stringify(endpoint)
    const server = servers.get(kind) ?? (await listenOnLoopback((socket) => speak(socket, endpoint, contextFor)))
    servers.set(kind, server)
    return server.port
  }
  try {
    return { table: await fillTable(map, open), publicPem, bundlePem, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function fillTable(
  { usual, placed }: EndpointMap,
  open: (endpoint: Endpoint) => Promise<Door>,
): Promise<DialTable> {
  const table: { usual: Record<string, Door>; at: Record<string, Door> } = { usual: {}, at: {} }
  for (const [port, endpoint] of usual) table.usual[port] = await open(endpoint)
  for (const { addresses, port, endpoint } of placed) {
    const door = await open(endpoint)
    for (const address of addresses) table.at[doorKey(address, port)] = door
  }
  return table
}
