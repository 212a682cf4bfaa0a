import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { z } from 'zod'
import {
  type ControlPlane,
  type ControlPlaneConnection,
  type ControlPlaneOperations,
  controlPlaneOf,
} from './control-plane.ts'

/** A way into the process that started the control plane, for the processes that run the tests. */
export interface RemoteControl {
  readonly url: string
  readonly secret: string
}

const record = z.object({
  type: z.enum(['A', 'AAAA', 'CNAME', 'TXT', 'MX', 'SRV']),
  data: z.string(),
  ttlSeconds: z.number().int().nonnegative().exactOptional(),
})
const fault = z.enum(['SERVFAIL', 'REFUSED', 'TIMEOUT', 'BLOCKED', 'DNSSEC_BOGUS'])
const worldChanges = z.record(z.string(), z.union([z.array(record), fault, z.null()]))

/** Offers the operations of a control plane on a loopback port, to whoever knows the secret. */
export async function serveRemoteControl(
  operations: ControlPlaneOperations,
): Promise<{ readonly control: RemoteControl; readonly close: () => Promise<void> }> {
  const secret = randomBytes(24).toString('base64url')
  const server = createServer((request, response) => {
    void answer(operations, secret, request, response)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the remote control got no port')
  const close = () =>
    new Promise<void>((done) => {
      server.close(() => done())
      server.closeAllConnections()
    })
  return { control: { url: `http://127.0.0.1:${address.port}`, secret }, close }
}

async function answer(
  operations: ControlPlaneOperations,
  secret: string,
  request: IncomingMessage,
  response: ServerResponse,
) {
  try {
    if (request.headers.authorization !== `Bearer ${secret}`) throw new Error('wrong secret')
    let body = ''
    for await (const chunk of request.setEncoding('utf8')) body += String(chunk)
    await carryOut(operations, request.url?.slice(1) ?? '', body === '' ? undefined : JSON.parse(body))
    response.writeHead(204).end()
  } catch (error) {
    response
      .writeHead(500, { 'content-type': 'text/plain' })
      .end(error instanceof Error ? error.message : String(error))
  }
}

function carryOut(operations: ControlPlaneOperations, name: string, argument: unknown): Promise<void> {
  switch (name) {
    case 'pauseApiServer':
    case 'resumeApiServer':
    case 'killApiServer':
    case 'restartApiServer':
    case 'expireResourceVersions':
    case 'resetWorld':
      return operations[name]()
    case 'updateWorld':
      return operations.updateWorld(worldChanges.parse(argument))
    default:
      throw new Error(`no such operation: ${name}`)
  }
}

/** The control plane as a test process sees it: kubectl runs here, its operations over there. */
export function connectControlPlane(connection: ControlPlaneConnection, control: RemoteControl): ControlPlane {
  const call = async (name: keyof ControlPlaneOperations, argument?: unknown) => {
    const response = await fetch(`${control.url}/${name}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${control.secret}` },
      ...(argument === undefined ? {} : { body: JSON.stringify(argument) }),
    })
    if (!response.ok) throw new Error(`${name}: ${await response.text()}`)
  }
  return controlPlaneOf(connection, {
    pauseApiServer: () => call('pauseApiServer'),
    resumeApiServer: () => call('resumeApiServer'),
    killApiServer: () => call('killApiServer'),
    restartApiServer: () => call('restartApiServer'),
    expireResourceVersions: () => call('expireResourceVersions'),
    updateWorld: (changes) => call('updateWorld', changes),
    resetWorld: () => call('resetWorld'),
  })
}
